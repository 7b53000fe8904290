import { emptyTables } from './in-use.ts'
import { reread } from './proc.ts'
import { parseTcpTable, type TcpRow } from './tcp-table.ts'

/**
 * The TCP sockets of this network namespace. One read serves all questions of a moment: the kernel
 * walks its whole hash for it. Empty where there is no `/proc`.
 */
export function readTcpRows(): readonly TcpRow[] {
  const empty = emptyTables()
  const of4 = empty.has('tcp') ? [] : parseTcpTable(reread('/proc/net/tcp'), 'ipv4')
  const of6 = empty.has('tcp6') ? [] : parseTcpTable(reread('/proc/net/tcp6'), 'ipv6')
  return [...of4, ...of6]
}
