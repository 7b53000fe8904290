import { parseSocketRow, queuesOf, rowsOf, type SocketRow } from './socket-row.ts'

/**
 * One row of `/proc/net/tcp` or `/proc/net/tcp6`
 * (Linux, Documentation/networking/proc_net_tcp.rst). IPv4-mapped IPv6 addresses are given as IPv4.
 */
export type TcpRow = SocketRow & {
  readonly state: TcpState
  /** Bytes received and not yet read; of a listening socket: connections not yet accepted. */
  readonly receiveQueue: number
  /**
   * The timer that runs for it. `retransmit`: something sent is not yet acknowledged, and is sent
   * again when it ends. `probe`: the other end's window is full, and is asked after.
   */
  readonly timer: 'none' | 'retransmit' | 'probe' | 'other'
}

/** The states of include/net/tcp_states.h. */
const states = {
  '01': 'established',
  '02': 'syn-sent',
  '03': 'syn-received',
  '04': 'fin-wait-1',
  '05': 'fin-wait-2',
  '06': 'time-wait',
  '07': 'closed',
  '08': 'close-wait',
  '09': 'last-ack',
  '0A': 'listen',
  '0B': 'closing',
  '0C': 'syn-received',
} as const satisfies Record<string, string>

/** What a TCP socket is doing. */
type TcpState = (typeof states)[keyof typeof states]
const stateOf: Readonly<Record<string, TcpState>> = states

/** The rows of one table. */
export function parseTcpTable(table: string, family: TcpRow['family']): readonly TcpRow[] {
  return rowsOf(table, fieldsMin).map((fields) => ({
    ...parseSocketRow(fields, family),
    state: stateOf[fields[stateField]!] ?? 'closed',
    receiveQueue: queuesOf(fields).receive,
    timer: timers[Number.parseInt(fields[timerField]!, 16)] ?? 'other',
  }))
}

/** Up to the inode. */
const fieldsMin = 10
const stateField = 3
const timerField = 5

/** tcp4_seq_show() in net/ipv4/tcp_ipv4.c: 1 retransmission, 2 keep-alive, 3 TIME_WAIT, 4 probe. */
const timers: readonly TcpRow['timer'][] = ['none', 'retransmit', 'other', 'other', 'probe']
