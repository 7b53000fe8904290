import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf } from '../transcript/views.ts'

/**
 * Whether the harness itself did not run just when a datagram of the program came, or while a peer
 * owed it an answer: a program with a timer may then have waited in vain. A server has none unless
 * the assignment asks for one.
 */
export function isBelated(events: readonly Event[], steps: readonly Step[]): boolean {
  const stops = eventsOf(events, 'held-up').map(({ atMs }) => atMs)
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

function mayHaveTimers(events: readonly Event[], steps: readonly Step[]): boolean {
  const isServer = events.some(({ kind }) => kind === 'listening')
  return !isServer || steps.some((step) => 'notBeforeMs' in step || 'withinMs' in step)
}
