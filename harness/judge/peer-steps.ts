import type { Step } from '../assignment/step.ts'
import { encodeBytes, indexOfBytes } from '../lib/bytes.ts'
import { capturesFrom } from '../match/captures.ts'
import { expectedBytes, match } from '../match/match.ts'
import { endingOf, endOfPeer, receivedBytes, type StepView } from '../transcript/views.ts'
import { absent, failed, fulfilled, limitOf, type Case, type Judgement } from './case.ts'
import { judgeConnection } from './connection.ts'
import { judgeUnmatched } from './unmatched.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Judges bytes that a peer should have received. */
export function judgeExpect(trial: Case, step: Expected, view: StepView): Judgement {
  const unconnected = judgeConnection(trial, step.peer, view)
  if (unconnected) return unconnected
  const start = trial.used.get(step.peer) ?? 0
  for (const events of [view.until, view.window]) {
    const bytes = receivedBytes(events, step.peer).subarray(start)
    const seen = match(step.expected, bytes, endingOf(events, step.peer))
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
  const isThere = match(expected, bytes, endingOf(view.window, peer)).kind === 'matched'
  if (at <= 0 || isThere) return judgeExpect(trial, step, view)
  return failed({ kind: 'extra-bytes', peer, extra: encodeBytes(bytes.subarray(0, at)) }, view)
}

type Expected = Pick<StepOf<'expect'>, 'peer' | 'expected' | 'as'>

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
