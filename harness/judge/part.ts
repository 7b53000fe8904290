import { encodeBytes } from '../lib/bytes.ts'
import type { Match } from '../match/outcome.ts'
import { endOfPeer, type StepView } from '../transcript/views.ts'
import { absent, failed, type Case, type Judgement } from './case.ts'

type Part = {
  readonly peer: string
  readonly expected: Uint8Array
  readonly received: Uint8Array
  readonly seen: Match
}

/** Some bytes came: wrong ones, or the beginning of the right ones. */
export function judgePart(trial: Case, part: Part, view: StepView): Judgement {
  const { peer, seen } = part
  const received = encodeBytes(part.received)
  const bytes = { peer, expected: encodeBytes(part.expected), received }
  if (seen.kind === 'mismatch') {
    return failed({ kind: 'wrong-bytes', ...bytes, offset: seen.offset }, view)
  }
  if (endOfPeer(view.window, peer) === 'reset') {
    return absent(trial, { kind: 'reset', peer, received }, view)
  }
  const offset = seen.kind === 'partial' ? seen.good : 0
  return absent(trial, { kind: 'missing-bytes', ...bytes, offset }, view)
}
