import { eventsOf } from '../transcript/views.ts'
import { stderrOf, type Case } from './case.ts'
import type { Cause } from './cause.ts'

/**
 * SIGCONT makes some waiting calls return EINTR (signal(7)). A program that ends of that after a thaw,
 * gives a connection up, or does not come back to the call and answers no more, may have been brought
 * down by us: it says so itself, or it waited in such a call.
 */
export function isOfThaw(trial: Case, cause: Cause): boolean {
  const { life, exit } = trial
  if (eventsOf(life, 'thawed').length === 0) return false
  if (exit !== undefined && /Interrupted system call|\bEINTR\b/.test(stderrOf(life))) return true
  const calls = eventsOf(life, 'frozen').flatMap(({ interrupts }) =>
    interrupts ? [interrupts] : [],
  )
  if (calls.length === 0) return false
  // assert() of what the call returned ends it so.
  if (exit) return exit.kind === 'code' || exit.signal === 'SIGABRT'
  return (
    givenUp.has(cause.kind) ||
    (unanswered.has(cause.kind) && !calls.every((one) => waitsAgain(trial, one)))
  )
}

const givenUp: ReadonlySet<Cause['kind']> = new Set(['closed-early', 'reset'])
const unanswered: ReadonlySet<Cause['kind']> = new Set([
  'no-answer',
  'missing-bytes',
  'did-not-close',
  'never-closes',
  'never-accepted',
  'did-not-exit',
])

/** Whether as many threads as were interrupted are in such calls again: they have gone on. */
function waitsAgain({ life }: Case, calls: readonly string[]): boolean {
  const threads = eventsOf(life, 'blocked').at(-1)?.threads ?? []
  return threads.filter(({ call }) => calls.includes(call)).length >= calls.length
}
