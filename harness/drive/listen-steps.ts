import type { Step } from '../assignment/step.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { HarnessError } from '../lib/errors.ts'
import type { StepEnd } from '../transcript/event.ts'
import { openListener } from './listener.ts'
import { acceptPeer } from './peer.ts'
import type { Stage } from './stage.ts'
import { waitFor } from './wait.ts'

/** The harness listens where the program will connect. */
export async function listen(stage: Stage): Promise<StepEnd> {
  const where = { port: stage.address.port, family: stage.family }
  stage.listener = await openListener(where, () => stage.history.record({ kind: 'arrived' }))
  return 'met'
}

/** Nobody listens where the program will connect; that is looked up, not assumed. */
export async function refuse(stage: Stage): Promise<StepEnd> {
  const { port } = stage.address
  const taken = readTcpRows().some((row) => row.state === 'listen' && row.localPort === port)
  if (taken) throw new HarnessError(`port ${port} should be free, and somebody listens there`)
  return 'met'
}

/** A peer takes the program's next connection. */
export async function accept(
  stage: Stage,
  step: Extract<Step, { kind: 'accept' }>,
): Promise<StepEnd> {
  const end = await waitFor(
    stage,
    () => {
      const socket = stage.listener?.next()
      if (socket) stage.peers.set(step.peer, acceptPeer(step, socket, stage.context))
      if (stage.peers.has(step.peer)) return 'met'
      return stage.program?.exit() === undefined ? 'open' : 'impossible'
    },
    { limitMs: stage.limits.acceptMs, due: 'something' },
  )
  return end
}
