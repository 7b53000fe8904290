import { hasEnded } from '../launch/settle.ts'
import type { Readiness } from '../launch/ready.ts'
import { readNetCounters } from '../kernel/read-net-counters.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { HarnessError } from '../lib/errors.ts'
import type { Held, StepEnd } from '../transcript/event.ts'
import { programOn, type Stage } from './stage.ts'

/**
 * The program is ended, and must listen again when it is started at once. Peers that see their
 * connection end do not close theirs in return meanwhile: an open one is what keeps the port.
 */
export async function restart(stage: Stage): Promise<StepEnd> {
  if (!stage.restart) throw new HarnessError('nobody can start the program again here')
  stage.restarting = true
  try {
    return endOf(stage, await stage.restart(() => beginLife(stage)))
  } finally {
    stage.restarting = false
  }
}

function endOf(stage: Stage, ready: Readiness): StepEnd {
  if (ready.kind === 'listening') return 'met'
  if (ready.overloaded) return 'overloaded'
  if (ready.settled) return 'settled'
  return hasEnded(programOn(stage)) ? 'impossible' : 'limit'
}

/** What was known of the program that has ended is not true of the next. */
function beginLife(stage: Stage): void {
  stage.frozen = false
  stage.quiet = undefined
  stage.socketsBefore = undefined
  stage.countersBefore = readNetCounters()
  stage.former = new Set(stage.peers.keys())
  stage.history.record({ kind: 'restarted', held: heldConnections(stage) })
}

/** Connections of the program that has ended which still have its port, in the order of peers. */
function heldConnections({ address, peers }: Stage): Held[] {
  const rows = readTcpRows().filter(
    ({ state, localPort }) => state !== 'listen' && localPort === address.port,
  )
  const states = new Map(rows.map(({ remotePort, state }) => [remotePort, state]))
  const named = [...peers.values()].flatMap((peer): Held[] => {
    const { peer: port } = peer.ports()
    const state = states.get(port)
    states.delete(port)
    return state === undefined ? [] : [{ peer: peer.name, state }]
  })
  return [...named, ...[...states.values()].map((state) => ({ state }))]
}
