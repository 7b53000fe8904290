import { unlinkSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { familyOf, lifeOf, lives, signalLife, signalNumber, type Life } from '../kernel/life.ts'
import { bounds } from '../lib/bounds.ts'
import { after } from '../lib/clock.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil } from '../lib/poll.ts'
import { openReader, takeFifos } from './fifos.ts'
import { readyLine, startWorld } from './world-starter.ts'

/**
 * Starts bubblewrap with these arguments, and resolves when the world is complete, to the life of
 * what stays outside: the monitor, which ends after the first process inside. What is in a list
 * of arguments would be seen inside, in /proc/1/cmdline: they go by a file, in a folder of which
 * nothing is seen inside.
 */
export async function hold(args: readonly string[], folder: string): Promise<Life> {
  const [fifo = ''] = await takeFifos(folder, 1)
  const argumentsFile = `${fifo}.arguments`
  writeFileSync(argumentsFile, args.map((each) => `${each}\0`).join(''))
  const read = openReader(fifo)
  const monitor = lifeOf(await startWorld(argumentsFile, fifo))
  // Its other end is open by now, and closed when bubblewrap has ended.
  const words = read()
  try {
    await untilReady(words)
  } catch (error) {
    for (const pid of familyOf(monitor).toReversed()) signalNumber(pid, 'SIGKILL')
    throw error
  } finally {
    words.destroy()
    for (const path of [fifo, argumentsFile]) unlinkSync(path)
  }
  return monitor
}

/**
 * Ends what holds a world, and so everything in it: `init` is process 1 there
 * (pid_namespaces(7)). What the monitor has open says nothing of its end, because a program that is
 * the same user may have opened that too, and handed it on.
 */
export async function endWorld(monitor: Life, init: Life): Promise<void> {
  signalLife(init, 'SIGKILL')
  const wait = { limitMs: bounds.worldMs, signal: new AbortController().signal }
  const ended = await pollUntil(() => !lives(monitor), wait)
  if (ended !== 'met') throw new HarnessError('a world for a program could not be ended')
}

function untilReady(words: Socket): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  const hear = (text: Buffer) => {
    said = (said + text.toString('utf8')).slice(-bounds.causeCharactersMax)
    if (said.split('\n').includes(readyLine)) resolve()
  }
  // Its end is waited for even by who no longer wants it: half a world could not be taken away.
  words.on('data', hear)
  words.once('error', reject)
  const late = () => reject(new HarnessError('no world for the program: it was not ready in time'))
  const cancel = after(bounds.worldMs, late)
  words.once('end', () => reject(new HarnessError(`no world for the program: ${lastLine(said)}`)))
  return promise.finally(cancel)
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!
}
