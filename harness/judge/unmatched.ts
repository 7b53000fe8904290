import type { Leaf, Matcher } from '../assignment/matcher.ts'
import { encodeBytes, type Bytes } from '../lib/bytes.ts'
import { focusOn, match, wantedBytes } from '../match/match.ts'
import { endingOf, endOfPeer, eventsOf, receivedBytes, type StepView } from '../transcript/views.ts'
import { absent, failed, limitOf, type Case, type Judgement } from './case.ts'
import type { Cause } from './cause.ts'
import { judgeForm } from './form.ts'
import { judgeHash } from './hash.ts'
import { judgeMessage } from './message.ts'
import { judgePart } from './part.ts'

type Expected = { readonly peer: string; readonly expected: Matcher }

/** What came in the place of what is expected, if anything, and why nothing more did. */
export function judgeUnmatched(
  trial: Case,
  { peer, expected }: Expected,
  view: StepView,
): Judgement {
  const all = receivedBytes(view.window, peer).subarray(trial.used.get(peer) ?? 0)
  const { leaf, start } = focusOn(expected, all, endingOf(view.window, peer))
  const bytes = all.subarray(start)
  const wanted = wantedBytes(leaf, bytes)
  if (bytes.length > 0) {
    const judgement = judgeSome(trial, { peer, leaf, bytes }, view)
    if (judgement) return judgement
  }
  const received = encodeBytes(bytes)
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

type Some = { readonly peer: string; readonly leaf: Leaf; readonly bytes: Uint8Array }

/** Some bytes came, of which there is something to say; of those of an `anything` there is not. */
function judgeSome(trial: Case, some: Some, view: StepView): Judgement | undefined {
  const { peer, leaf, bytes } = some
  switch (leaf.kind) {
    case 'anything':
      return undefined
    case 'message':
      return judgeMessage(trial, leaf, { peer, bytes, view })
    case 'matches':
    case 'head':
      return judgeForm(trial, leaf, { peer, bytes, view })
    case 'end':
      return failed({ kind: 'extra-bytes', peer, extra: encodeBytes(bytes) }, view)
    case 'hash':
      return judgeHash(trial, leaf, { peer, bytes, view })
    case 'exactly':
    case 'contains':
    case 'in-any-order': {
      const seen = match(leaf, bytes)
      const expected = wantedBytes(leaf, bytes)!
      return judgePart(trial, { peer, expected, received: bytes, seen }, view)
    }
  }
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
