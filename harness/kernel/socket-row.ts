import { parseEndpoint } from './endpoint.ts'

/** What the tables of TCP and UDP sockets have in common. */
export type SocketRow = {
  readonly family: 'ipv4' | 'ipv6'
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  /** Bytes sent that have not yet left: of TCP, that are not yet acknowledged. */
  readonly sendQueueBytes: number
  /** 0 while no process has the socket, such as a connection that was not yet accepted. */
  readonly inode: number
}

/** The rows of a table, each cut into its fields; without the heading, and what is cut off. */
export function rowsOf(table: string, fieldsMin: number): readonly (readonly string[])[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= fieldsMin)
}

/** The common part of a row. */
export function parseSocketRow(fields: readonly string[], family: SocketRow['family']): SocketRow {
  const [localAddress, localPort] = parseEndpoint(fields[1]!)
  const [remoteAddress, remotePort] = parseEndpoint(fields[2]!)
  const sendQueueBytes = queuesOf(fields).send
  const inode = Number(fields[inodeField])
  return { family, localAddress, localPort, remoteAddress, remotePort, sendQueueBytes, inode }
}

/** The two queues of a row, `tx_queue:rx_queue`. */
export function queuesOf(fields: readonly string[]): {
  readonly send: number
  readonly receive: number
} {
  const [send, receive] = fields[queuesField]!.split(':')
  return { send: Number.parseInt(send!, 16), receive: Number.parseInt(receive!, 16) }
}

const queuesField = 4
const inodeField = 9
