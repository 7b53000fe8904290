import { setImmediate as nextTurn } from 'node:timers/promises'
import { bounds } from './bounds.ts'
import { nowMs, pause } from './clock.ts'

/** How a bounded wait ended. */
export type WaitOutcome = 'met' | 'limit' | 'aborted'

/** What bounds a wait: its limit and the signal that ends it early. */
export type WaitBounds = { readonly limitMs: number; readonly signal: AbortSignal }

/**
 * Looks again and again until `look` is true, the limit has passed or the signal aborts. The first
 * looks follow each other at once, because most answers of the kernel are there in microseconds;
 * later ones give the processor to the program.
 */
export async function pollUntil(
  look: () => boolean | Promise<boolean>,
  { limitMs, signal }: WaitBounds,
): Promise<WaitOutcome> {
  const startMs = nowMs()
  for (;;) {
    if (await look()) return 'met'
    if (signal.aborted) return 'aborted'
    const waitedMs = nowMs() - startMs
    if (waitedMs >= limitMs) return 'limit'
    if (waitedMs < eagerMs) await nextTurn()
    else await pause(Math.min(stepMs(waitedMs), waitedMs / stepShare), signal)
  }
}

const eagerMs = 2

/** What has not come in seconds is looked for less often: every look costs the whole machine. */
function stepMs(waitedMs: number): number {
  return waitedMs < bounds.pollPatienceMs ? bounds.pollStepMs : bounds.pollSlowStepMs
}

const stepShare = 8
