import { sleepingThreads } from '../kernel/quiet.ts'
import { pollUntil, type WaitBounds, type WaitOutcome } from '../lib/poll.ts'
import type { Program } from './program.ts'

/**
 * Waits until the program has ended or sleeps: two looks in a row at the same threads, all asleep,
 * none of which was given a processor in between. One look would be unsound with several threads or
 * processes, because one is seen asleep before another wakes it.
 */
export async function waitUntilSettled(program: Program, bounds: WaitBounds): Promise<WaitOutcome> {
  let before: string | undefined
  return pollUntil(() => {
    if (program.exit() !== undefined) return true
    const now = sleepingThreads(program.processes())
    const settled = now !== undefined && now !== '' && now === before
    before = now
    return settled
  }, bounds)
}
