import { reread } from './proc.ts'

/** The tables of sockets that may have rows now, by their names below `/proc/net`. */
export type Table = 'tcp' | 'tcp6' | 'udp' | 'udp6'

/**
 * Which tables need no look because they are empty. The kernel walks a hash for each table, which
 * takes it up to a millisecond; how many sockets there are it tells in microseconds.
 */
export function emptyTables(): ReadonlySet<Table> {
  return parseInUse(reread('/proc/net/sockstat') + reread('/proc/net/sockstat6'))
}

/**
 * The same from the text of `sockstat` and `sockstat6` (proc_pid_net(5); Linux, net/ipv4/proc.c).
 * `inuse` counts what is in the hash, `tw` those of both families in TIME_WAIT. What is not told may
 * be there.
 */
export function parseInUse(text: string): ReadonlySet<Table> {
  const waiting = /^TCP: .*\btw 0\b/m.test(text) ? 'none' : 'some'
  const isUnused = (name: string) => new RegExp(`^${name}: inuse 0\\b`, 'm').test(text)
  const empty = new Set<Table>()
  if (waiting === 'none' && isUnused('TCP')) empty.add('tcp')
  if (waiting === 'none' && isUnused('TCP6')) empty.add('tcp6')
  if (isUnused('UDP')) empty.add('udp')
  if (isUnused('UDP6')) empty.add('udp6')
  return empty
}
