import type { HashMatcher } from '../assignment/matcher.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { endOfPeer, type StepView } from '../transcript/views.ts'
import { absent, failed, type Case, type Judgement } from './case.ts'

type Part = { readonly peer: string; readonly bytes: Uint8Array; readonly view: StepView }

/** Some bytes came: not as many as the hash is of, or others. */
export function judgeHash(
  trial: Case,
  { length }: HashMatcher,
  { peer, bytes, view }: Part,
): Judgement {
  const begins = encodeBytes(bytes.subarray(0, shownBytes))
  const count = Math.min(bytes.length, length)
  const cause = { kind: 'wrong-hash', peer, length, count, begins } as const
  if (count === length) return failed(cause, view)
  const wasReset = endOfPeer(view.window, peer) === 'reset'
  const received = encodeBytes(bytes)
  return absent(trial, wasReset ? { kind: 'reset', peer, received } : cause, view)
}

/** What people see of them. */
const shownBytes = 48
