import { bounds } from '../lib/bounds.ts'
import type { StepEnd } from '../transcript/event.ts'
import { effortSince, type Effort } from '../kernel/effort.ts'
import { seesKernel } from '../kernel/proc.ts'
import { readSchedules } from '../kernel/threads.ts'
import type { Stage } from './stage.ts'

/**
 * A limit that leaves out the time in which the program, or another one beside it, waited for a
 * processor, until it has had one for the whole limit. Whatever a peer receives starts it anew, up to a bound: an answer of which more is
 * coming is not late.
 */
export type Deadline = {
  /** When it passes unless something is received or the program kept from running (history's clock). */
  atMs(): number
  /** What is left of it; it grows while the program is kept from running. */
  leftMs(): number
  /** Whether it may still be passed for a reason that is not the program's. */
  mayGrow(): boolean
  /** How a wait for something ends when nothing is left. */
  end(): StepEnd
  /** How a wait for nothing ends then: not yet while the program is busy, up to another limit. */
  endOfSilence(quiet: boolean): StepEnd | undefined
}

/** A limit that began at `startMs` of the history's clock. */
export function openDeadline(
  { history, program, others, limits }: Stage,
  { startMs, limitMs }: { readonly startMs: number; readonly limitMs: number },
): Deadline {
  const growthMs = limitMs * bounds.starvedShareMax
  const running = [...(program ? [program] : []), ...[...others.values()].map((one) => one.program)]
  const before = running.map((one) => readSchedules(one.processes()))
  const efforts = () => running.map((one, index) => effortSince(one.processes(), before[index]))
  // Threads of one program that keep each other from running are its own doing.
  const keptMs = ({ ranMs, starvedMs }: Effort) => (ranMs < atMs() - startMs ? starvedMs : 0)
  const extensionMs = () => Math.min(Math.max(0, ...efforts().map(keptMs)), growthMs)
  const passedMs = () => history.elapsedMs() - startMs
  const atMs = () => {
    const lastMs = history.events.findLast(({ kind }) => kind === 'received')?.atMs ?? startMs
    return Math.min(Math.max(startMs, lastMs), startMs + growthMs) + limitMs
  }
  return {
    atMs,
    leftMs() {
      const leftMs = atMs() - history.elapsedMs()
      return leftMs > 0 ? leftMs : leftMs + extensionMs()
    },
    mayGrow: () => passedMs() < limitMs + growthMs,
    end() {
      // A program that has had the whole limit on a processor was not kept from answering.
      const kept = ({ starvedMs, ranMs }: Effort) => starvedMs > growthMs && ranMs < limitMs
      return efforts().some(kept) ? 'overloaded' : 'limit'
    },
    endOfSilence(quiet) {
      if (quiet || !seesKernel()) return 'limit'
      return passedMs() < limitMs + limits.answerMs + extensionMs() ? undefined : 'limit'
    },
  }
}
