import { parseSocketRow, queuesOf, rowsOf, type SocketRow } from './socket-row.ts'

/**
 * One row of `/proc/net/udp` or `/proc/net/udp6` (proc_pid_net(5), udp4_format_sock() in
 * net/ipv4/udp.c). IPv4-mapped IPv6 addresses are given as IPv4. The remote end of a socket that is
 * not connected is 0.0.0.0 or ::, port 0.
 */
export type UdpRow = SocketRow & {
  /**
   * Bytes of memory that datagrams not yet read take, the kernel's own share included: 0 exactly
   * when there is none, otherwise more than they hold.
   */
  readonly receiveQueueBytes: number
  /** Datagrams that came and were thrown away, mostly because the receive queue was full. */
  readonly drops: number
}

/** The rows of one table. */
export function parseUdpTable(table: string, family: UdpRow['family']): readonly UdpRow[] {
  return rowsOf(table, fieldsMin).map((fields) => ({
    ...parseSocketRow(fields, family),
    receiveQueueBytes: queuesOf(fields).receive,
    drops: Number(fields[dropsField]),
  }))
}

const fieldsMin = 13
const dropsField = 12
