/**
 * How often something happened in this network namespace since it was made, over all its sockets
 * (`TcpExt` in `/proc/net/netstat`; Linux, Documentation/networking/snmp_counter.rst and
 * net/ipv4/tcp.c). Only differences mean anything.
 */
export type NetCounters = {
  /** A socket was closed with unread bytes in it: the kernel sent RST instead of FIN. */
  readonly abortOnClose: number
  /** RST because of SO_LINGER with 0 seconds, or because bytes came for a socket already closed. */
  readonly abortOnData: number
  /** A connection found the accept queue full. */
  readonly listenOverflows: number
  /** A connection was not taken, for that reason or another. */
  readonly listenDrops: number
  /** The queue of half-open connections was full, and a cookie was sent in its stead. */
  readonly syncookiesSent: number
}

/** Finds the counters by their names in the line above; what a kernel does not count is 0. */
export function parseNetCounters(netstat: string): NetCounters {
  const [names = [], values = []] = netstat
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'))
    .map((line) => line.trim().split(/\s+/))
  const valueOf = (name: string) => Number(values[names.indexOf(name)] ?? 0)
  return {
    abortOnClose: valueOf('TCPAbortOnClose'),
    abortOnData: valueOf('TCPAbortOnData'),
    listenOverflows: valueOf('ListenOverflows'),
    listenDrops: valueOf('ListenDrops'),
    syncookiesSent: valueOf('SyncookiesSent'),
  }
}
