import { examineNetwork } from '../lab/examine-network.ts'
import { probeKernel } from '../launch/probe-kernel.ts'
import { messageOf } from '../lib/errors.ts'
import { exitCodes } from './exit-codes.ts'

/**
 * The process that `enchufe doctor` starts where a worker would run. It is told once whether that
 * is a private network, answers with what it finds, and ends when nobody listens any more.
 */
const gone = new AbortController()
process.on('disconnect', () => gone.abort())
// The command decides what Ctrl-C means.
process.on('SIGINT', () => undefined)

process.once('message', (message: Question) => {
  answer(message).catch((error: unknown) => {
    console.error(messageOf(error))
    process.exit(exitCodes.unusable)
  })
})

type Question = { readonly level: 'net' | 'plain' }

async function answer({ level }: Question): Promise<void> {
  const { signal } = gone
  const seen = await probeKernel(signal)
  const network = await examineNetwork(level, signal)
  if (process.connected) process.send?.([...seen, ...network])
}
