import type { Listening } from '../transcript/event.ts'
import { socketOwners } from './processes.ts'
import { readTcpRows } from './read-tcp.ts'
import { readUdpRows } from './read-udp.ts'
import type { SocketRow } from './socket-row.ts'
import type { TcpRow } from './tcp-table.ts'

/**
 * The sockets on which any of these processes listens, in order of port and address. The processes
 * are asked for when anybody listens at all, which is not so for most of a program's start.
 */
export function listeningSockets(pids: () => readonly number[]): readonly Listening[] {
  const rows = readTcpRows().filter((row) => row.state === 'listen' && row.inode !== 0)
  return ownedBy(pids, rows)
}

/** The UDP sockets of any of these processes that have a port and no other end, in the same order. */
export function boundSockets(pids: () => readonly number[]): readonly Listening[] {
  const rows = readUdpRows().filter((row) => row.remotePort === 0 && row.inode !== 0)
  return ownedBy(pids, rows)
}

function ownedBy(pids: () => readonly number[], rows: readonly SocketRow[]): readonly Listening[] {
  if (rows.length === 0) return []
  const owners = socketOwners(pids())
  return rows
    .filter((row) => owners.has(row.inode))
    .map((row) => ({ address: row.localAddress, port: row.localPort, family: row.family }))
    .toSorted((left, right) => left.port - right.port || compare(left.address, right.address))
}

/** The row of the program's end of a connection, given both ports; the other end is ours. */
export function connectionRow(
  rows: readonly TcpRow[],
  ports: { readonly program: number; readonly peer: number },
): TcpRow | undefined {
  return rows.find(
    (row) =>
      row.localPort === ports.program &&
      row.remotePort === ports.peer &&
      row.state !== 'listen' &&
      row.state !== 'time-wait',
  )
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
