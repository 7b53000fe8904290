import { descriptorTargets } from '../kernel/descriptors.ts'
import type { TcpRow } from '../kernel/tcp-table.ts'
import type { WaitingThread } from '../kernel/threads.ts'
import type { Waiting } from '../transcript/waiting.ts'
import type { Stage } from './stage.ts'

/**
 * Where threads wait, in the scenario's words: descriptors become peers. Each way of waiting once,
 * in an order that does not depend on process ids; waits for something in particular come first.
 */
export function nameWaits(
  stage: Stage,
  waits: readonly WaitingThread[],
  rows: readonly TcpRow[],
): Waiting[] {
  const named = new Map<string, Waiting>()
  for (const wait of waits) {
    const one = nameWait(stage, wait, rows)
    named.set(JSON.stringify(one), one)
  }
  return [...named.entries()]
    .toSorted(
      ([left, one], [right, other]) => weight(other) - weight(one) || (left < right ? -1 : 1),
    )
    .map(([, wait]) => wait)
}

function weight({ peers, listener, input }: Waiting): number {
  if (peers.length > 0) return 2
  return listener || input ? 1 : 0
}

function nameWait(stage: Stage, wait: WaitingThread, rows: readonly TcpRow[]): Waiting {
  const targets = descriptorTargets(wait)
  const sockets = rows.filter(({ inode }) => inode !== 0 && targets.sockets.has(inode))
  // A listening socket has no other end, and neither has a peer that is not connected.
  const ports = new Set(sockets.map(({ remotePort }) => remotePort).filter((port) => port > 0))
  const peers = [...stage.peers.values()].filter((peer) => ports.has(peer.ports().peer))
  return {
    call: wait.call,
    peers: peers.map(({ name }) => name).toSorted(),
    listener: sockets.some(({ state }) => state === 'listen'),
    input: targets.input,
    ...(wait.bytesMax === undefined ? {} : { bytesMax: wait.bytesMax }),
    wakes: wakesIn(wait.wakes.kind),
  }
}

function wakesIn(kind: WaitingThread['wakes']['kind']): Waiting['wakes'] {
  if (kind === 'never' || kind === 'unknown') return kind
  return 'later'
}
