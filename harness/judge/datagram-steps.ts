import type { Step } from '../assignment/step.ts'
import { decodeBytes, encodeBytes, type Bytes } from '../lib/bytes.ts'
import { expectedBytes } from '../match/match.ts'
import { findDatagram, fitsDatagram } from '../match/datagrams.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf, type StepView } from '../transcript/views.ts'
import { isFromProgram, isKept } from './relayed.ts'
import { absent, failed, fulfilled, limitOf, type Case, type Judgement } from './case.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Judges a datagram that a peer should have received. */
export function judgeDatagram(
  trial: Case,
  step: StepOf<'expectDatagram'>,
  { view, number }: At,
): Judgement {
  const { peer } = step
  const events = datagramsOf(view, peer)
  const arrived = events.map(({ data }) => decodeBytes(data))
  const taken = takenBy(trial, peer)
  const found = findDatagram(step, arrived, taken)
  if (found.kind === 'matched') {
    taken.add(found.index)
    const event = events[found.index]!
    if (event.from !== undefined && step.from !== 'anywhere')
      return failed({ kind: 'answered-from-elsewhere', peer, other: event.from.other }, view)
    return judgeTime(trial, step, event)
  }
  const other =
    found.kind === 'mismatch' ? found.index : arrived.findIndex((_, at) => !taken.has(at))
  const wanted = expectedBytes(step.expected, arrived[other] ?? new Uint8Array())
  const due = wanted ? { peer, expected: encodeBytes(wanted) } : { peer }
  if (other < 0) return judgeNone(trial, step, { view, number, due })
  return absent(
    trial,
    { kind: 'wrong-datagram', ...due, received: encodeBytes(arrived[other]!) },
    view,
  )
}

/** Whether the program sent a datagram long enough after the one before, by the clock. */
function judgeTime(
  { events }: Case,
  { peer, notBeforeMs }: StepOf<'expectDatagram'>,
  event: Extract<Event, { kind: 'datagram' }>,
): Judgement {
  if (notBeforeMs === undefined) return fulfilled
  const sent = firstSeen(events, event)
  const lastMs = events.slice(0, events.indexOf(sent)).findLast(isFrom(peer))?.atMs ?? -Infinity
  const afterMs = Math.round(sent.atMs - lastMs)
  if (afterMs >= notBeforeMs) return { kind: 'fulfilled', timed: true }
  const { data: received } = event
  const cause = { kind: 'sent-too-soon', peer, received, afterMs, leastMs: notBeforeMs } as const
  return { kind: 'failed', cause, timed: true }
}

/** When a datagram of the program was first seen: a relay may hold it back, or send a copy after it. */
function firstSeen(
  events: readonly Event[],
  datagram: Extract<Event, { kind: 'datagram' }>,
): Event {
  const { peer, number } = datagram
  const isIt = (event: Event) =>
    event.kind === 'relayed' && isFromProgram(event, peer) && event.number === number
  return events.find((event) => event === datagram || isIt(event))!
}

/** Whether an event is a datagram of the program to this peer, also one that a relay keeps. */
function isFrom(peer: string): (event: Event) => boolean {
  return (event) =>
    (event.kind === 'datagram' && event.peer === peer) ||
    (event.kind === 'relayed' && isFromProgram(event, peer) && isKept(event))
}

type At = { readonly view: StepView; readonly number: number }
type Due = { readonly peer: string; readonly expected?: Bytes }

/** None came to this peer that no step has used. */
function judgeNone(
  trial: Case,
  step: StepOf<'expectDatagram'>,
  { view, number, due }: At & { readonly due: Due },
): Judgement {
  const strayed = strayedTo(trial, step, view)
  if (strayed) {
    return failed({ kind: 'answered-another-peer', peer: step.peer, ...strayed }, view)
  }
  const seen = eventsOf(trial.events, 'datagrams-observed').find((event) => event.step === number)
  const unread = seen?.unread ?? false
  const exit = trial.exit ? { exit: trial.exit } : {}
  return absent(trial, { kind: 'no-datagram', ...due, unread, ...exit, ...limitOf(view) }, view)
}

/** Judges that no datagram came but those that were expected. */
export function judgeNoDatagram(
  trial: Case,
  { peer }: StepOf<'expectSilence'>,
  view: StepView,
): Judgement {
  const taken = takenBy(trial, peer)
  const events = eventsOf(view.until, 'datagram').filter((event) => event.peer === peer)
  const extra = events.find((_, index) => !taken.has(index))
  if (extra) return failed({ kind: 'extra-datagram', peer, extra: extra.data }, view)
  return { kind: 'fulfilled', timed: view.end === 'limit' }
}

/** Judges that it is known where to send to: that the program has sent something first. */
export function judgeSendDatagram(
  trial: Case,
  { peer }: StepOf<'sendDatagram'>,
  view: StepView,
): Judgement {
  if (view.end === 'met') return fulfilled
  return absent(trial, { kind: 'no-datagram', peer, unread: false }, view)
}

/** The other peer to which what this one waits for was sent. */
function strayedTo(
  trial: Case,
  { peer, expected }: StepOf<'expectDatagram'>,
  view: StepView,
): { readonly other: string; readonly data: Bytes } | undefined {
  if (expected.kind === 'anything') return undefined
  const indexes = new Map<string, number>()
  for (const event of eventsOf(view.window, 'datagram')) {
    const index = indexes.get(event.peer) ?? 0
    indexes.set(event.peer, index + 1)
    const free = event.peer !== peer && !takenBy(trial, event.peer).has(index)
    if (free && fitsDatagram(expected, decodeBytes(event.data))) {
      return { other: event.peer, data: event.data }
    }
  }
  return undefined
}

function datagramsOf({ window }: StepView, peer: string) {
  return eventsOf(window, 'datagram').filter((event) => event.peer === peer)
}

/** The datagrams of a peer that earlier steps have used. */
function takenBy({ taken }: Case, peer: string): Set<number> {
  const known = taken.get(peer) ?? new Set()
  taken.set(peer, known)
  return known
}
