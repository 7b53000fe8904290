import { readFileSync } from 'node:fs'
import { parseTcpTable, type TcpRow } from './tcp-table.ts'

/**
 * The TCP sockets of this network namespace. One read serves all questions of a moment: the kernel
 * walks its whole hash for it. Empty where there is no `/proc`.
 */
export function readTcpRows(): readonly TcpRow[] {
  return [
    ...parseTcpTable(readTable('/proc/net/tcp'), 'ipv4'),
    ...parseTcpTable(readTable('/proc/net/tcp6'), 'ipv6'),
  ]
}

function readTable(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
