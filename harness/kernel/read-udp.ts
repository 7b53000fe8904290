import { emptyTables } from './in-use.ts'
import { reread } from './proc.ts'
import { parseUdpTable, type UdpRow } from './udp-table.ts'

/** The UDP sockets of this network namespace. Empty where there is no `/proc`. */
export function readUdpRows(): readonly UdpRow[] {
  const empty = emptyTables()
  const of4 = empty.has('udp') ? [] : parseUdpTable(reread('/proc/net/udp'), 'ipv4')
  const of6 = empty.has('udp6') ? [] : parseUdpTable(reread('/proc/net/udp6'), 'ipv6')
  return [...of4, ...of6]
}
