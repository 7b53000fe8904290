import { reread } from './proc.ts'
import { parseTcpTable, type TcpRow } from './tcp-table.ts'

/**
 * The TCP sockets of this network namespace. One read serves all questions of a moment: the kernel
 * walks its whole hash for it. Empty where there is no `/proc`.
 */
export function readTcpRows(): readonly TcpRow[] {
  return [
    ...parseTcpTable(reread('/proc/net/tcp'), 'ipv4'),
    ...parseTcpTable(reread('/proc/net/tcp6'), 'ipv6'),
  ]
}
