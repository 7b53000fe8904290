import type { Leaf, Matcher } from '../assignment/matcher.ts'
import { CodecFault } from '../assignment/codec.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { wantedOfHash } from './hash.ts'
import { inOrderOfArrival } from './in-any-order.ts'
import { matchLeaf } from './leaf.ts'
import { wantedContent } from './message.ts'
import type { Match } from './outcome.ts'
import type { Ending } from './seen-text.ts'

export type { Match } from './outcome.ts'

/** Matches bytes that have arrived so far; `ending` tells whether more may come. */
export function match(matcher: Matcher, bytes: Uint8Array, ending: Ending = 'open'): Match {
  if (matcher.kind !== 'one-of') return matchLeaf(matcher, bytes, ending)
  const all = followAll(matcher, bytes, ending)
  const whole = all.find((one) => one.seen.kind === 'matched')
  const { start, seen } = whole ?? closest(all, ending)
  switch (seen.kind) {
    case 'matched':
      return { kind: 'matched', used: start + seen.used }
    case 'partial':
      return { kind: 'partial', good: start + seen.good }
    case 'mismatch':
      return { kind: 'mismatch', offset: start + seen.offset }
  }
}

/** The part of a matcher that decides, and where the bytes begin that it looks at. */
export type Focus = { readonly leaf: Leaf; readonly start: number }

/** Of several alternatives the one that the bytes come closest to, at the part that is due. */
export function focusOn(matcher: Matcher, bytes: Uint8Array, ending: Ending = 'open'): Focus {
  if (matcher.kind !== 'one-of') return { leaf: matcher, start: 0 }
  const { leaf, start } = closest(followAll(matcher, bytes, ending), ending)
  return { leaf, start }
}

/**
 * The same while a scenario is played: where a codec fails nothing more can be hoped for; it is the
 * judge who tells of it.
 */
export function matchSoFar(matcher: Matcher, bytes: Uint8Array, ending: Ending = 'open'): Match {
  try {
    return match(matcher, bytes, ending)
  } catch (thrown) {
    if (thrown instanceof CodecFault) return { kind: 'mismatch', offset: 0 }
    throw thrown
  }
}

/**
 * The bytes that a matcher asks for, or undefined where others would do too. Of several alternatives
 * it is the one that `bytes` come closest to.
 */
export function expectedBytes(matcher: Matcher, bytes: Uint8Array): Uint8Array | undefined {
  const { leaf, start } = focusOn(matcher, bytes)
  return start === 0 ? bytesOfLeaf(leaf, bytes) : undefined
}

/** What a part of a matcher asks for, for people to see: of a message its content. */
export function wantedBytes(leaf: Leaf, bytes: Uint8Array): Uint8Array | undefined {
  if (leaf.kind === 'hash') return wantedOfHash(leaf)
  return leaf.kind === 'message' ? wantedContent(leaf) : bytesOfLeaf(leaf, bytes)
}

function bytesOfLeaf(leaf: Leaf, bytes: Uint8Array): Uint8Array | undefined {
  if (leaf.kind === 'in-any-order') return inOrderOfArrival(leaf.of, bytes)
  return leaf.kind === 'exactly' || leaf.kind === 'contains' ? payloadBytes(leaf.data) : undefined
}

type Followed = Focus & { readonly seen: Match }

type OneOf = Extract<Matcher, { kind: 'one-of' }>

function followAll({ of }: OneOf, bytes: Uint8Array, ending: Ending): readonly Followed[] {
  return of.map((parts) => followParts(parts, bytes, ending))
}

/** Of those that still may come, or else of all, the one that has come furthest. */
function closest(all: readonly Followed[], ending: Ending): Followed {
  const open = all.filter(({ seen }) => seen.kind === 'partial')
  return furthest(open.length > 0 && ending === 'open' ? open : all)
}

/** Parts that come one after the other, up to the first that has not come. */
function followParts(parts: readonly Leaf[], bytes: Uint8Array, ending: Ending): Followed {
  let start = 0
  for (const [index, leaf] of parts.entries()) {
    const seen = matchLeaf(leaf, bytes.subarray(start), ending)
    if (seen.kind !== 'matched' || index === parts.length - 1) return { leaf, start, seen }
    start += seen.used
  }
  throw new Error('An alternative has no parts: the assignment was not parsed.')
}

function furthest(all: readonly Followed[]): Followed {
  return all.reduce((best, one) => (reach(one) > reach(best) ? one : best))
}

function reach({ start, seen }: Followed): number {
  if (seen.kind === 'matched') return start + seen.used
  return start + (seen.kind === 'partial' ? seen.good : seen.offset)
}
