import { eventsOf } from '../transcript/views.ts'
import { stderrOf, type Case } from './case.ts'
import type { Cause } from './cause.ts'

/**
 * SIGCONT makes some waiting calls return EINTR (signal(7)). A program that dies of that after a thaw,
 * or gives a connection up, was brought down by us: it says so itself, or it waited in such a call.
 */
export function isOfThaw({ life, exit }: Case, cause: Cause): boolean {
  if (eventsOf(life, 'thawed').length === 0) return false
  if (exit !== undefined && /Interrupted system call|\bEINTR\b/.test(stderrOf(life))) return true
  const wasInterrupted = eventsOf(life, 'frozen').some(({ interrupts }) => interrupts)
  return wasInterrupted && (exit?.kind === 'code' || givenUp.has(cause.kind))
}

const givenUp: ReadonlySet<Cause['kind']> = new Set(['closed-early', 'reset'])
