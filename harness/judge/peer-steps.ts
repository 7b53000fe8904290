import type { Step } from '../assignment/step.ts'
import { encodeBytes, indexOfBytes, type Bytes } from '../lib/bytes.ts'
import { capturesFrom } from '../match/captures.ts'
import { expectedBytes, match, wantedBytes, type Match } from '../match/match.ts'
import { endOfPeer, eventsOf, receivedBytes, type StepView } from '../transcript/views.ts'
import type { Cause } from './cause.ts'
import { absent, failed, fulfilled, limitOf, type Case, type Judgement } from './case.ts'
import { judgeConnection } from './connection.ts'
import { judgeHash } from './hash.ts'
import { judgeMessage } from './message.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Judges bytes that a peer should have received. */
export function judgeExpect(trial: Case, step: Expected, view: StepView): Judgement {
  const unconnected = judgeConnection(trial, step.peer, view)
  if (unconnected) return unconnected
  const start = trial.used.get(step.peer) ?? 0
  for (const events of [view.until, view.window]) {
    const bytes = receivedBytes(events, step.peer).subarray(start)
    const seen = match(step.expected, bytes)
    if (seen.kind !== 'matched') continue
    trial.used.set(step.peer, start + seen.used)
    const captures = capturesFrom(step, bytes.subarray(0, seen.used))
    for (const [name, value] of captures) trial.captured.set(name, value)
    return fulfilled
  }
  return judgeUnmatched(trial, step, view)
}

/** Judges that the answer to a request came next: what came before it should not have come. */
export function judgeFence(trial: Case, step: StepOf<'fence'>, view: StepView): Judgement {
  const { peer, expected } = step
  const start = trial.used.get(peer) ?? 0
  const bytes = receivedBytes(view.window, peer).subarray(start)
  const wanted = expectedBytes(expected, bytes)
  const at = wanted ? indexOfBytes(bytes, wanted) : 0
  if (at <= 0 || match(expected, bytes).kind === 'matched') return judgeExpect(trial, step, view)
  return failed({ kind: 'extra-bytes', peer, extra: encodeBytes(bytes.subarray(0, at)) }, view)
}

type Expected = Pick<StepOf<'expect'>, 'peer' | 'expected' | 'as'>

function judgeUnmatched(trial: Case, step: Expected, view: StepView): Judgement {
  const { peer } = step
  const bytes = receivedBytes(view.window, peer).subarray(trial.used.get(peer) ?? 0)
  const wanted = wantedBytes(step.expected, bytes)
  const received = encodeBytes(bytes)
  if (bytes.length > 0 && wanted) return judgeSome(trial, step, { bytes, wanted, view })
  const end = endOfPeer(view.window, peer)
  const due = wanted ? { peer, expected: encodeBytes(wanted) } : { peer }
  const left = end === 'reset' && bytes.length === 0 && hasLeftUnread(trial)
  if (end === 'reset' && !left) {
    return judgeReset(trial, { kind: 'reset', peer, received }, view)
  }
  if (end !== undefined) return absent(trial, { kind: 'closed-early', ...due, received }, view)
  return judgeNothing(trial, due, view)
}

/**
 * A program that closes before it has read all that we send ends with a reset or not, as luck has
 * it: the kernel sends one when something lies unread at that moment.
 */
function hasLeftUnread({ events, exit }: Case): boolean {
  return exit === undefined && (eventsOf(events, 'blocked').at(-1)?.unreadResets ?? 0) > 0
}

type Some = {
  readonly bytes: Uint8Array
  readonly wanted: Uint8Array
  readonly view: StepView
}

function judgeSome(
  trial: Case,
  { peer, expected }: Expected,
  { bytes, wanted, view }: Some,
): Judgement {
  if (expected.kind === 'hash') return judgeHash(trial, expected, { peer, bytes, view })
  if (expected.kind === 'message') return judgeMessage(trial, expected, { peer, bytes, view })
  const [due, received] = [encodeBytes(wanted), encodeBytes(bytes)]
  const seen = match(expected, bytes)
  return judgePart(trial, { peer, expected: due, received, seen }, view)
}

type Part = {
  readonly peer: string
  readonly expected: Bytes
  readonly received: Bytes
  readonly seen: Match
}

/** Some bytes came: wrong ones, or the beginning of the right ones. */
function judgePart(trial: Case, { seen, ...bytes }: Part, view: StepView): Judgement {
  const { peer, received } = bytes
  if (seen.kind === 'mismatch') {
    return failed({ kind: 'wrong-bytes', ...bytes, offset: seen.offset }, view)
  }
  if (endOfPeer(view.window, peer) === 'reset') {
    return absent(trial, { kind: 'reset', peer, received }, view)
  }
  const offset = seen.kind === 'partial' ? seen.good : 0
  return absent(trial, { kind: 'missing-bytes', ...bytes, offset }, view)
}

/**
 * A connection in the accept queue is reset when the program stops listening: whether a client was
 * refused or came just before that is luck, and the cause is the same.
 */
function judgeReset(
  trial: Case,
  cause: Extract<Cause, { kind: 'reset' }>,
  view: StepView,
): Judgement {
  const { peer } = cause
  const observed = eventsOf(trial.events, 'observed').findLast((event) => event.peer === peer)
  const nothing = receivedBytes(view.window, peer).length === 0
  const listens = trial.exit === undefined && observed?.listening !== false
  if (!nothing || listens) return absent(trial, cause, view)
  const exit = trial.exit ? { exit: trial.exit } : {}
  return absent(trial, { kind: 'refused', peer, ...exit }, view)
}

type Due = { readonly peer: string; readonly expected?: Bytes }

/** Nothing at all came: was the connection ever accept()ed? */
function judgeNothing(trial: Case, due: Due, view: StepView): Judgement {
  const observed = eventsOf(trial.events, 'observed').findLast(({ peer }) => peer === due.peer)
  const limit = limitOf(view)
  // Of a client program it is we who accept.
  const isOurs = eventsOf(trial.events, 'accepted').some(({ peer }) => peer === due.peer)
  if (observed && !observed.accepted && !isOurs) {
    const { waitingConnections } = observed
    return absent(
      trial,
      { kind: 'never-accepted', peer: due.peer, waitingConnections, ...limit },
      view,
    )
  }
  const unreadBytes = observed?.unreadBytes ?? 0
  return absent(trial, { kind: 'no-answer', ...due, unreadBytes, ...limit }, view)
}

/** Judges that nothing (more) came. */
export function judgeSilence(
  trial: Case,
  { peer }: StepOf<'expectSilence'>,
  view: StepView,
): Judgement {
  const extra = unused(trial, peer, view)
  if (extra.length > 0) {
    return failed({ kind: 'extra-bytes', peer, extra: encodeBytes(extra) }, view)
  }
  return { kind: 'fulfilled', timed: view.end === 'limit' }
}

type Closing = Pick<StepOf<'expectClose'>, 'peer' | 'how' | 'before'>

/** Judges the end of a connection. */
export function judgeClose(trial: Case, step: Closing, view: StepView): Judgement {
  const { peer } = step
  const unconnected = judgeConnection(trial, peer, view)
  if (unconnected) return unconnected
  const end = endOfPeer(view.window, peer)
  if (end === undefined) {
    return absent(trial, { kind: 'did-not-close', peer, ...limitOf(view) }, view)
  }
  const extra = unused(trial, peer, view)
  if (step.before === 'nothing' && extra.length > 0) {
    return failed({ kind: 'extra-bytes', peer, extra: encodeBytes(extra) }, view)
  }
  if (end === 'fin' || step.how === 'either') return fulfilled
  const received = encodeBytes(receivedBytes(view.window, peer))
  return absent(trial, { kind: 'reset', peer, received }, view)
}

/** Judges a connect, and any other move of a peer that must be connected for it. */
export function judgeMove(trial: Case, peer: string, view: StepView): Judgement {
  return judgeConnection(trial, peer, view) ?? fulfilled
}

function unused(trial: Case, peer: string, view: StepView): Uint8Array {
  return receivedBytes(view.until, peer).subarray(trial.used.get(peer) ?? 0)
}
