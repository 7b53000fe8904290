import type { Step } from '../assignment/step.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf } from '../transcript/views.ts'
import type { Evidence } from './verdict.ts'

/** Whether the program waited for no longer than a timer of its own. */
function wakesItself(events: readonly Event[], step: number): boolean {
  const seen = eventsOf(events, 'blocked').filter((event) => event.step === step)
  return seen.some(({ threads }) => threads.some(({ wakes }) => wakes !== 'never'))
}

/** The weakest evidence on which a passed play rests. */
export function evidenceOf(steps: readonly Step[], events: readonly Event[]): Evidence {
  const sent = eventsOf(events, 'sent')
  if (sent.some(({ apart }) => apart === 'attempted')) return 'attempted'
  if (sent.some(({ apart }) => apart === 'timed')) return 'timed'
  const silences = eventsOf(events, 'step-ended').filter(
    ({ step }) => steps[step]?.kind === 'expectSilence',
  )
  const waited = silences.some(
    ({ step, end }) => end === 'limit' || (end === 'settled' && wakesItself(events, step)),
  )
  const mayGrow = eventsOf(events, 'file').some(
    ({ wait }) => wait === 'limit' || wait === 'overloaded',
  )
  const clocked = steps.some((step) => step.kind === 'expectDatagram' && step.notBeforeMs)
  return waited || mayGrow || clocked ? 'timed' : 'proved'
}
