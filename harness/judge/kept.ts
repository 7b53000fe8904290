import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf, outputBytes } from '../transcript/views.ts'
import type { Cause } from './cause.ts'

/** Whether a step may have been met by what came after the most that is kept of a stream. */
export function mayBeBeyond(
  events: readonly Event[],
  step: Step | undefined,
  cause: Cause,
): boolean {
  if (step?.kind === 'expectOutput') {
    // What must be all of it is wrong at a byte that was kept.
    return step.expected.kind !== 'exactly' && eventsOf(events, 'output-capped').length > 0
  }
  const peer = step && 'peer' in step ? step.peer : undefined
  return neverCame.has(cause.kind) && isFull(events, peer)
}

/** Causes that say of something that it did not come. */
const neverCame: ReadonlySet<Cause['kind']> = new Set([
  'no-answer',
  'missing-bytes',
  'closed-early',
  'reset',
  'wrong-hash',
  'wrong-form',
  'wrong-message',
])

/** Whether a step was met, after which nothing more may come, although more did than is kept. */
export function hidesMore(events: readonly Event[], steps: readonly Step[]): boolean {
  return steps.some((step) => {
    const isLast =
      step.kind === 'expectSilence' ||
      step.kind === 'drain' ||
      (step.kind === 'expectClose' && step.before === 'nothing')
    return isLast && isFull(events, step.peer)
  })
}

function isFull(events: readonly Event[], peer: string | undefined): boolean {
  return eventsOf(events, 'received-capped').some((event) => event.peer === peer)
}

/** Whether a program that says its port may have said it after the most in which it is looked for. */
export function mayHaveAnnounced(events: readonly Event[], { kind }: Cause): boolean {
  if (kind !== 'not-announced' && kind !== 'announced-elsewhere') return false
  return (['stdout', 'stderr'] as const).some(
    (stream) => outputBytes(events, stream).length > bounds.announcedBytesMax,
  )
}
