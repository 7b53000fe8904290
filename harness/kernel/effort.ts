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
export function effortSince(pids: readonly number[], before: ThreadsById = new Map()): Effort {
  const spent = readThreads(pids).map((thread) => {
    const then = before.get(thread.tid)
    return {
      ranNs: thread.ranNs - (then?.ranNs ?? 0),
      starvedNs: thread.starvedNs - (then?.starvedNs ?? 0),
    }
  })
  const ranNs = spent.reduce((total, thread) => total + thread.ranNs, 0)
  const starvedNs = Math.max(0, ...spent.map((thread) => thread.starvedNs))
  return { ranMs: toMs(ranNs), starvedMs: toMs(starvedNs) }
}

/** Nanoseconds as milliseconds, with three decimals; 0 where the kernel does not count. */
function toMs(ns: number): number {
  return Number.isNaN(ns) ? 0 : Math.round(ns / nsPerMicro) / nsPerMicro
}

const nsPerMicro = 1000
