import { readThreads, type Thread } from './threads.ts'

/** Threads as they were at some moment, by their ids. */
export type ThreadsById = ReadonlyMap<number, Thread>

/** The threads of some processes by their ids. */
export function threadsById(pids: readonly number[]): ThreadsById {
  return new Map(readThreads(pids).map((thread) => [thread.tid, thread]))
}

/** What a program's threads have done since some moment. */
export type Effort = {
  /** Time on a processor, of all threads together. */
  readonly ranMs: number
  /** Time in which a thread was ready to run and got no processor; of the one that waited most. */
  readonly starvedMs: number
}

/** What some processes have done since an earlier look at their threads, or in all their lives. */
export function effortSince(pids: readonly number[], before?: ThreadsById): Effort {
  return effortOf(readThreads(pids), before)
}

/**
 * The same of threads that were read already. A thread that has never had a processor has no
 * numbers yet, and hides those of the others no more than one of which the kernel counts nothing.
 */
export function effortOf(threads: readonly Thread[], before: ThreadsById = new Map()): Effort {
  const spent = threads.map(({ tid, ranNs, starvedNs }) => {
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
