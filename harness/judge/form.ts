import type { Leaf } from '../assignment/matcher.ts'
import { bounds } from '../lib/bounds.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { seeHead } from '../match/head.ts'
import { matchExactly } from '../match/outcome.ts'
import { seeLine } from '../match/line.ts'
import type { Ending, SeenFault, SeenText } from '../match/seen-text.ts'
import { endingOf, type StepView } from '../transcript/views.ts'
import { absent, failed, fulfilled, type Case, type Judgement } from './case.ts'
import type { Cause } from './cause.ts'
import { judgePart } from './part.ts'

type FormLeaf = Extract<Leaf, { kind: 'matches' | 'head' }>
type Part = { readonly peer: string; readonly bytes: Uint8Array }
type WrongForm = Extract<Cause, { kind: 'wrong-form' }>

/** Some bytes came that are not the text that should come, or not all of it. */
export function judgeForm(
  trial: Case,
  leaf: FormLeaf,
  { peer, bytes, view }: Part & { readonly view: StepView },
): Judgement {
  const ending = endingOf(view.window, peer)
  const seen = see(leaf, bytes, ending)
  if (seen.kind === 'right') return fulfilled
  if (seen.kind === 'body') {
    const { expected, received } = seen
    const part = { peer, expected, received, seen: matchExactly(expected, received) }
    return judgePart(trial, part, view)
  }
  const cause = { ...causeOf(seen), peer }
  if (seen.kind === 'wrong') return failed(cause, view)
  const reset = { kind: 'reset', peer, received: encodeBytes(bytes) } as const
  return absent(trial, ending === 'reset' ? reset : cause, view)
}

/** What is wrong with the form of some bytes; undefined where their form is not what matters. */
export function formCause(leaf: Leaf, bytes: Uint8Array, ending: Ending): WrongForm | undefined {
  if (leaf.kind !== 'matches' && leaf.kind !== 'head') return undefined
  const seen = see(leaf, bytes, ending)
  return seen.kind === 'open' || seen.kind === 'wrong' ? causeOf(seen) : undefined
}

function see(leaf: FormLeaf, bytes: Uint8Array, ending: Ending): SeenText {
  return leaf.kind === 'head' ? seeHead(leaf, bytes, ending) : seeLine(leaf, bytes, ending)
}

function causeOf({ fault, received, name, wanted, announced }: SeenFault): WrongForm {
  return {
    kind: 'wrong-form',
    fault,
    received: encodeBytes(received.subarray(0, bounds.wrongFormBytesMax)),
    size: received.length,
    ...(name === undefined ? {} : { name }),
    ...(wanted ? { pattern: wanted.pattern } : {}),
    ...(wanted?.like === undefined ? {} : { like: wanted.like }),
    ...(announced === undefined ? {} : { announced }),
  }
}
