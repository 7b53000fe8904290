import { readBacklog } from '../kernel/backlog.ts'
import { socketOwners } from '../kernel/processes.ts'
import { readUdpRows } from '../kernel/read-udp.ts'
import type { UdpRow } from '../kernel/udp-table.ts'
import type { Program } from '../launch/program.ts'
import type { Stage } from './stage.ts'

/**
 * Whether a datagram may still reach the program or us without anybody's doing: one that no
 * processor has looked at yet, or that the kernel has for a peer. True also where the table cannot
 * be read.
 */
export function datagramsInFlight(stage: Stage): boolean {
  if (stage.program?.inputInFlight() === true || readBacklog() > 0) return true
  const rows = readUdpRows()
  if (rows.length === 0 && stage.datagramPeers.size > 0) return true
  return oursAmong(stage, rows).some((row) => row.receiveQueueBytes > 0)
}

/** Writes down what the kernel shows of datagrams when a step was not met. */
export function observeDatagrams(stage: Stage, step: number): void {
  const rows = readUdpRows()
  const ownedBy = (programs: readonly Program[]) => {
    const owners = socketOwners(programs.flatMap((program) => program.processes()))
    return rows.filter((row) => owners.has(row.inode))
  }
  const theirs = ownedBy(stage.program ? [stage.program] : [])
  const others = ownedBy([...stage.others.values()].map(({ program }) => program))
  const all = [...theirs, ...others, ...oursAmong(stage, rows)]
  const dropped = all.reduce((sum, { drops }) => sum + drops, 0)
  const unread = theirs.some((row) => row.receiveQueueBytes > 0)
  stage.history.record({ kind: 'datagrams-observed', step, unread, dropped })
}

function oursAmong({ datagramPeers, family }: Stage, rows: readonly UdpRow[]): readonly UdpRow[] {
  const ports = new Set([...datagramPeers.values()].map(({ port }) => port))
  return rows.filter((row) => row.family === family && ports.has(row.localPort))
}
