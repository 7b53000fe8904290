import type { ScheduleStat } from './stat.ts'
import { readSchedules } from './threads.ts'

/** What threads had had of the processors at some moment, by their ids. */
export type Schedules = ReadonlyMap<number, ScheduleStat>

/** What a program's threads have done since some moment. */
export type Effort = {
  /** Time on a processor, of all threads together. */
  readonly ranMs: number
  /** Time in which a thread was ready to run and got no processor; of the one that waited most. */
  readonly starvedMs: number
}

/** What some processes have done since an earlier look at their threads, or in all their lives. */
export function effortSince(pids: readonly number[], before?: Schedules): Effort {
  return effortOf(readSchedules(pids), before)
}

/**
 * The same of schedules that were read already. A thread that has never had a processor has no
 * numbers yet, and hides those of the others no more than one of which the kernel counts nothing.
 */
export function effortOf(now: Schedules, before: Schedules = new Map()): Effort {
  const spent = [...now].map(([tid, { ranNs, starvedNs }]) => {
    const then = before.get(tid)
    return {
      ranNs: counted(ranNs) - counted(then?.ranNs),
      starvedNs: counted(starvedNs) - counted(then?.starvedNs),
    }
  })
  const ranNs = spent.reduce((total, thread) => total + thread.ranNs, 0)
  const starvedNs = Math.max(0, ...spent.map((thread) => thread.starvedNs))
  return { ranMs: toMs(ranNs), starvedMs: toMs(starvedNs) }
}

function counted(ns: number | undefined): number {
  return ns === undefined || Number.isNaN(ns) ? 0 : ns
}

/** Nanoseconds as milliseconds, with three decimals. */
function toMs(ns: number): number {
  return Math.round(ns / nsPerMicro) / nsPerMicro
}

const nsPerMicro = 1000
