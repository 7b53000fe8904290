import { parseNetCounters, type NetCounters } from './net-counters.ts'
import { read } from './proc.ts'

/** The counters of this network namespace now; all 0 where there is no `/proc`. */
export function readNetCounters(): NetCounters {
  return parseNetCounters(read('/proc/net/netstat'))
}
