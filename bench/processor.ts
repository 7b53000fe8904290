import { readFileSync } from 'node:fs'
import { msPerSecond } from './amounts.ts'

/** Time on a processor: of this process, and of all its children that have ended. */
export type Processor = { readonly ownMs: number; readonly childrenMs: number }

/** All that was used so far. Unlike the clock it hardly depends on what else the machine does. */
export function usedProcessor(): Processor {
  const { user, system } = process.cpuUsage()
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const ticks = fields[childrenUser]! + fields[childrenSystem]!
  return {
    ownMs: (user + system) / microsPerMs,
    childrenMs: (ticks * msPerSecond) / ticksPerSecond,
  }
}

/** What was used since then. */
export function usedSince(before: Processor): Processor {
  const now = usedProcessor()
  return { ownMs: now.ownMs - before.ownMs, childrenMs: now.childrenMs - before.childrenMs }
}

/** Places after the command: cutime and cstime, in ticks of USER_HZ (proc_pid_stat(5)). */
const childrenUser = 13
const childrenSystem = 14
const ticksPerSecond = 100
const microsPerMs = 1000
