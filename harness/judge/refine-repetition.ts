import { payloadBytes } from '../assignment/payload.ts'
import type { Step } from '../assignment/step.ts'
import { decodeBytes, encodeBytes, equalBytes } from '../lib/bytes.ts'
import { eventsOf, stepView } from '../transcript/views.ts'
import type { Case } from './case.ts'
import type { Cause } from './cause.ts'
import { isFromProgram, isKept } from './relayed.ts'

/** A step that was not met, and those around it. */
export type Place = {
  readonly trial: Case
  readonly steps: readonly Step[]
  readonly number: number
}

/** Nothing came where the program, or its peer, had to make up for a loss. */
export function refineMissingRepetition(
  { peer, exit, limitMs }: Extract<Cause, { kind: 'no-datagram' }>,
  place: Place,
): Cause | undefined {
  const now = wantedAt(place.steps[place.number], peer)
  if (!now || !isRepetition(place, peer, now)) return undefined
  const ended = {
    ...(exit ? { exit } : {}),
    ...(limitMs === undefined ? {} : { limitMs }),
  }
  const expected = encodeBytes(now)
  if (!isServer(place.trial)) {
    return { kind: 'not-sent-again', peer, expected, ...lostBefore(place, peer), ...ended }
  }
  return asksAgain(place, peer)
    ? { kind: 'not-answered-again', peer, expected, ...ended }
    : undefined
}

/** Another datagram came than the one that was to come again, or the one before came again. */
export function refineRepetition(
  { peer, received }: Extract<Cause, { kind: 'wrong-datagram' }>,
  place: Place,
): Cause | undefined {
  const now = wantedAt(place.steps[place.number], peer)
  if (!now || isServer(place.trial)) return undefined
  const got = decodeBytes(received)
  if (isRepetition(place, peer, now)) {
    const next = nextWanted(place, peer, now)
    return next && equalBytes(next, got)
      ? { kind: 'went-on-unanswered', peer, expected: encodeBytes(now), received }
      : undefined
  }
  return isAnswered(place, peer, got) ? { kind: 'sent-again-in-vain', peer, received } : undefined
}

/** Whether these are the bytes that the peer had waited for last, and answered. */
function isAnswered(place: Place, peer: string, got: Uint8Array): boolean {
  const last = lastWanted(place, peer)
  const answered = place.steps
    .slice(last?.number ?? place.number, place.number)
    .some((step) => step.kind === 'sendDatagram' && step.peer === peer)
  return (
    last !== undefined && answered && !isIntercepted(place, peer) && equalBytes(last.bytes, got)
  )
}

/** Whether what the peer waits for has come before, or only to a relay that kept it. */
function isRepetition(place: Place, peer: string, now: Uint8Array): boolean {
  const kept = eventsOf(eventsBefore(place), 'relayed').some(
    (event) =>
      isFromProgram(event, peer) && isKept(event) && equalBytes(decodeBytes(event.data), now),
  )
  return kept || equalBytes(lastWanted(place, peer)?.bytes ?? noBytes, now)
}

const noBytes = new Uint8Array()

function eventsBefore({ trial, number }: Place) {
  return stepView(trial.events, number)?.until ?? []
}

/** Whether a relay has kept from the program, since its last datagram but one, what was sent to it. */
function isIntercepted(place: Place, peer: string): boolean {
  const events = eventsBefore(place).filter((event) => 'peer' in event && event.peer === peer)
  const before = events.slice(
    0,
    events.findLastIndex(({ kind }) => kind === 'datagram'),
  )
  return before
    .slice(before.findLastIndex(({ kind }) => kind === 'datagram') + 1)
    .some((event) => event.kind === 'relayed' && event.direction === 'to-program')
}

/** Whether it is the program that is asked: it was seen to wait for peers. */
function isServer({ events }: Case): boolean {
  return eventsOf(events, 'listening').length > 0
}

function wantedAt(step: Step | undefined, peer: string): Uint8Array | undefined {
  if (step?.kind !== 'expectDatagram' || step.peer !== peer || step.order === 'any')
    return undefined
  return step.expected.kind === 'exactly' ? payloadBytes(step.expected.data) : undefined
}

/** What the peer waited for last, before this step. */
function lastWanted({ steps, number }: Place, peer: string) {
  const before = steps.slice(0, number)
  const at = before.findLastIndex((step) => step.kind === 'expectDatagram' && step.peer === peer)
  const bytes = wantedAt(before[at], peer)
  return bytes && { bytes, number: at }
}

/** The first other one that the peer will wait for after this step. */
function nextWanted({ steps, number }: Place, peer: string, now: Uint8Array) {
  return steps
    .slice(number + 1)
    .map((step) => wantedAt(step, peer))
    .find((bytes) => bytes !== undefined && !equalBytes(bytes, now))
}

/** Whether what the peer sent last is what it had sent before it waited last. */
function asksAgain(place: Place, peer: string): boolean {
  const { steps, number } = place
  const sentIn = (some: readonly Step[]) =>
    some.findLast((step) => step.kind === 'sendDatagram' && step.peer === peer)
  const since = lastWanted(place, peer)?.number ?? 0
  const now = sentIn(steps.slice(since, number))
  const before = sentIn(steps.slice(0, now ? steps.indexOf(now) : since))
  if (before?.kind !== 'sendDatagram' || now?.kind !== 'sendDatagram') return false
  return equalBytes(payloadBytes(before.data), payloadBytes(now.data))
}

/** What a relay has lost last before this step was given up, if nothing has come since. */
function lostBefore(place: Place, peer: string) {
  const last = eventsBefore(place).findLast(
    (event) =>
      'peer' in event &&
      event.peer === peer &&
      (event.kind === 'relayed' || event.kind === 'datagram'),
  )
  if (last?.kind !== 'relayed' || last.fate !== 'dropped') return {}
  return { lost: { direction: last.direction, number: last.number } }
}
