import { peersOf, type Step } from '../assignment/step.ts'
import { connectionRow } from '../kernel/listening.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import type { Stage } from './stage.ts'

/**
 * Writes down what the kernel shows of a peer's connection when a step with it was not met: whether
 * the program has accept()ed it, and what waits.
 */
export function observe(stage: Stage, step: Step, number: number): void {
  const rows = readTcpRows()
  for (const name of peersOf(step)) {
    const peer = stage.peers.get(name)
    if (!peer) continue
    const ports = peer.ports()
    const theirs = connectionRow(rows, { program: stage.address.port, peer: ports.peer })
    const listening = rows.find(
      (row) => row.state === 'listen' && row.localPort === stage.address.port,
    )
    stage.history.record({
      kind: 'observed',
      peer: name,
      step: number,
      known: theirs !== undefined,
      accepted: theirs !== undefined && theirs.inode !== 0,
      unreadBytes: theirs?.receiveQueue ?? 0,
      listening: listening !== undefined,
      waitingConnections: listening?.receiveQueue ?? 0,
    })
  }
}
