import type { WaitingThread } from '../kernel/threads.ts'
import type { Quiet } from '../launch/settle.ts'
import { monotonicMs } from '../lib/clock.ts'
import type { Stage } from './stage.ts'

/**
 * What a program that waits with a timer of its own has left to do while nothing may come: one that
 * would speak when its timer is over (settimeout(1), sleep(1)) must not be called silent before. Each
 * thread is given a whole wait that began after what was last done to the program, if that ends in
 * the time in which an answer would have been waited for.
 */
export type Round = {
  /** Takes note of how the program waits. */
  note(quiet: Quiet | undefined): void
  /** Until when (history's clock) a program must stay as it is to be called silent at once. */
  untilMs(deadlineMs: number): number
  /** Whether a timer is still to be waited for. */
  isPending(quiet: Quiet | undefined): boolean
}

/** The round of a wait that began at `startMs` of the history's clock. */
export function openRound(stage: Stage, startMs: number): Round {
  const { history, limits } = stage
  const endMs = startMs + limits.answerMs
  const threads = new Map<number, { slices: number | undefined; waitsLeft: number }>()
  const endsInTime = ({ wakes }: WaitingThread): boolean => {
    if (wakes.kind === 'within') return wakes.ms < limits.answerMs
    return wakes.kind === 'at' && history.elapsedMs() + wakes.monotonicMs - monotonicMs() < endMs
  }
  return {
    note(quiet) {
      for (const { tid } of quiet?.waits.filter(endsInTime) ?? []) {
        const slices = quiet?.slices.get(tid)
        const known = threads.get(tid)
        const isOld = stage.marks.at(-1)?.schedules.get(tid)?.slices === slices
        if (!known) threads.set(tid, { slices, waitsLeft: isOld ? 2 : 1 })
        else if (known.slices !== slices) {
          threads.set(tid, { slices, waitsLeft: known.waitsLeft - 1 })
        }
      }
    },
    untilMs: (deadlineMs) => Math.max(deadlineMs, endMs),
    isPending(quiet) {
      if (!quiet || history.elapsedMs() >= endMs) return false
      return quiet.waits.some(
        (wait) => endsInTime(wait) && (threads.get(wait.tid)?.waitsLeft ?? 0) > 0,
      )
    },
  }
}
