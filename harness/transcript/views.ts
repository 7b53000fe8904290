import { concatBytes, decodeBytes } from '../lib/bytes.ts'
import type { Event, Exit, StepEnd } from './event.ts'

type Events = readonly Event[]

/** The events of one kind. */
export function eventsOf<K extends Event['kind']>(
  events: Events,
  kind: K,
): readonly Extract<Event, { kind: K }>[] {
  return events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind)
}

/** All bytes that a peer received. */
export function receivedBytes(events: Events, peer: string): Uint8Array {
  return concatBytes(
    eventsOf(events, 'received')
      .filter((event) => event.peer === peer)
      .map((event) => decodeBytes(event.data)),
  )
}

/** All bytes that the program wrote on one stream. */
export function outputBytes(events: Events, stream: 'stdout' | 'stderr'): Uint8Array {
  return concatBytes(
    eventsOf(events, 'output')
      .filter((event) => event.stream === stream)
      .map((event) => decodeBytes(event.data)),
  )
}

/** How the program ended a peer's connection, or undefined while it is open. */
export function endOfPeer(events: Events, peer: string): 'fin' | 'reset' | undefined {
  const end = events.find(
    (event) => (event.kind === 'fin' || event.kind === 'reset') && event.peer === peer,
  )
  return end?.kind === 'fin' || end?.kind === 'reset' ? end.kind : undefined
}

/** Whether more may come on a peer's connection, or how it ended. */
export function endingOf(events: Events, peer: string): 'open' | 'fin' | 'reset' {
  return endOfPeer(events, peer) ?? 'open'
}

/** How the program ended, or undefined while it runs. */
export function exitOf(events: Events): Exit | undefined {
  return eventsOf(events, 'exited')[0]?.exit
}

/** One life of the program after the other: each begins when it is started again. */
export function lifeOf(events: Events, number: number): Events {
  const births = events.flatMap(({ kind }, index) => (kind === 'restarted' ? [index] : []))
  const bounds = [0, ...births, events.length]
  return events.slice(bounds[number] ?? events.length, bounds[number + 1] ?? events.length)
}

/** What is known of one step: how it ended, by which limit, and where in the transcript. */
export type StepView = {
  readonly end: StepEnd
  /** The limit that passed, if one did. */
  readonly limitMs: number | undefined
  readonly atMs: number
  /** The events until the step ended. */
  readonly until: Events
  /** The events that may fulfil it: those until it was given up, or all when it ended before. */
  readonly window: Events
}

/** How step number `step` went, or undefined when it was not played. */
export function stepView(events: Events, step: number): StepView | undefined {
  const index = events.findIndex((event) => event.kind === 'step-ended' && event.step === step)
  const ended = events[index]
  if (ended?.kind !== 'step-ended') return undefined
  const until = events.slice(0, index)
  const givenUp = ended.end !== 'met' && ended.end !== 'impossible'
  const passed = ended.end === 'limit' || ended.end === 'overloaded'
  return {
    end: ended.end,
    limitMs: passed ? ended.limitMs : undefined,
    atMs: ended.atMs,
    until,
    window: givenUp ? until : events,
  }
}
