import { bounds } from '../lib/bounds.ts'
import type { StepEnd } from '../transcript/event.ts'
import { effortSince, threadsById } from '../kernel/effort.ts'
import { seesKernel } from '../kernel/proc.ts'
import type { Stage } from './stage.ts'

/** A limit that leaves out the time in which the program waited for a processor. */
export type Deadline = {
  /** Without any extension, on the history's clock. */
  readonly atMs: number
  /** What is left of it; it grows while the program is kept from running. */
  leftMs(): number
  /** How a wait for something ends when nothing is left. */
  end(): StepEnd
  /** How a wait for nothing ends then: not yet while the program is busy, up to another limit. */
  endOfSilence(quiet: boolean): StepEnd | undefined
}

/** A limit that began at `startMs` of the history's clock. */
export function openDeadline(
  { history, program, limits }: Stage,
  { startMs, limitMs }: { readonly startMs: number; readonly limitMs: number },
): Deadline {
  const pids = () => program?.processes() ?? []
  const before = threadsById(pids())
  const effort = () => effortSince(pids(), before)
  const extensionMs = () => Math.min(effort().starvedMs, limitMs * bounds.starvedShareMax)
  const passedMs = () => history.elapsedMs() - startMs
  return {
    atMs: startMs + limitMs,
    leftMs() {
      const leftMs = limitMs - passedMs()
      return leftMs > 0 ? leftMs : leftMs + extensionMs()
    },
    end() {
      // A program that has had the whole limit on a processor was not kept from answering.
      const { starvedMs, ranMs } = effort()
      const kept = starvedMs > limitMs * bounds.starvedShareMax && ranMs < limitMs
      return kept ? 'overloaded' : 'limit'
    },
    endOfSilence(quiet) {
      if (quiet || !seesKernel()) return 'limit'
      return passedMs() < limitMs + limits.answerMs + extensionMs() ? undefined : 'limit'
    },
  }
}
