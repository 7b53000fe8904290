import { read } from './proc.ts'
import { parseUdpTable, type UdpRow } from './udp-table.ts'

/** The UDP sockets of this network namespace. Empty where there is no `/proc`. */
export function readUdpRows(): readonly UdpRow[] {
  return [
    ...parseUdpTable(read('/proc/net/udp'), 'ipv4'),
    ...parseUdpTable(read('/proc/net/udp6'), 'ipv6'),
  ]
}
