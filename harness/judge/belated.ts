import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf, stepView } from '../transcript/views.ts'

/** A step that was not met, and what was played. */
type Missed = {
  readonly events: readonly Event[]
  readonly steps: readonly Step[]
  readonly number: number
}

/**
 * Whether the harness itself did not run just when a datagram of the program came, or while a peer
 * owed it an answer: a program with a timer may then have waited in vain. A server has none unless
 * the assignment asks for one. What a program sends shows at once that it has waited in vain; what it
 * prints, and how it ends, at any time.
 */
export function isBelated({ events, steps, number }: Missed): boolean {
  const sinceMs = steps[number]?.kind === 'expectDatagram' ? exchangeMs(events, steps, number) : 0
  const stops = eventsOf(events, 'held-up')
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs >= sinceMs - marginMs)
  if (stops.length === 0 || !mayHaveTimers(events, steps)) return false
  return events.some((event, index) => {
    if (event.kind !== 'datagram' && event.kind !== 'relayed') return false
    const answer = events.slice(index).find(({ kind }) => kind === 'datagram-sent')
    const untilMs = (answer ?? event).atMs + marginMs
    return stops.some((atMs) => atMs >= event.atMs - marginMs && atMs <= untilMs)
  })
}

/** A stop is written down at the first beat after it, at about the time of what waited for its end. */
const marginMs = 2 * bounds.beatMs

/** When the datagram before the last one had come. */
function exchangeMs(events: readonly Event[], steps: readonly Step[], number: number): number {
  const earlier = steps.slice(0, number).flatMap((step, index) => {
    return step.kind === 'expectDatagram' ? [index] : []
  })
  return stepView(events, earlier.at(-2) ?? -1)?.atMs ?? 0
}

function mayHaveTimers(events: readonly Event[], steps: readonly Step[]): boolean {
  const isServer = events.some(({ kind }) => kind === 'listening')
  return !isServer || steps.some((step) => 'notBeforeMs' in step || 'withinMs' in step)
}
