import { read } from './proc.ts'

/**
 * Packets that this machine's processors have received and not yet looked at, over all of them
 * (`/proc/net/softnet_stat`, softnet_seq_show() in net/core/net-procfs.c). A packet sent over
 * loopback is delivered at once as a rule; on a busy machine it may lie here for a while, and the
 * sender cannot tell. 0 where the kernel does not say (before Linux 5.10).
 */
export function readBacklog(): number {
  return parseBacklog(read('/proc/net/softnet_stat'))
}

/** The sum over the lines, one for each processor. */
export function parseBacklog(table: string): number {
  return table
    .split('\n')
    .map((line) => Number.parseInt(line.split(' ')[backlogField] ?? '0', 16))
    .reduce((total, one) => total + one, 0)
}

/** Zero-based: softnet_backlog_len(). */
const backlogField = 11
