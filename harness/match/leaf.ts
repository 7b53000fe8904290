import type { Leaf } from '../assignment/matcher.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { indexOfBytes } from '../lib/bytes.ts'
import { matchHash } from './hash.ts'
import { seeHead } from './head.ts'
import { matchInAnyOrder } from './in-any-order.ts'
import { seeLine } from './line.ts'
import { seeMessage } from './message.ts'
import { matchExactly, type Match } from './outcome.ts'
import type { Ending, SeenText } from './seen-text.ts'

/** Matches bytes that have arrived so far with a matcher that is made of no others. */
export function matchLeaf(leaf: Leaf, bytes: Uint8Array, ending: Ending): Match {
  switch (leaf.kind) {
    case 'exactly':
      return matchExactly(payloadBytes(leaf.data), bytes)
    case 'contains':
      return matchContains(payloadBytes(leaf.data), bytes)
    case 'in-any-order':
      return matchInAnyOrder(leaf.of, bytes)
    case 'hash':
      return matchHash(leaf, bytes)
    case 'anything':
      return bytes.length > 0 ? matched(bytes.length) : { kind: 'partial', good: 0 }
    case 'message':
      return matchMessage(leaf, bytes)
    case 'matches':
      return ofText(seeLine(leaf, bytes, ending))
    case 'head':
      return ofText(seeHead(leaf, bytes, ending))
    case 'end':
      if (bytes.length > 0) return { kind: 'mismatch', offset: 0 }
      return ending === 'open' ? { kind: 'partial', good: 0 } : matched(0)
  }
}

function matched(used: number): Match {
  return { kind: 'matched', used }
}

function matchContains(expected: Uint8Array, bytes: Uint8Array): Match {
  const start = indexOfBytes(bytes, expected)
  return start >= 0
    ? matched(start + expected.length)
    : { kind: 'partial', good: longestPrefixIn(bytes, expected) }
}

/** How many leading bytes of `expected` occur in `bytes` in one piece. */
function longestPrefixIn(bytes: Uint8Array, expected: Uint8Array): number {
  let found = 0
  let beyond = expected.length
  while (beyond - found > 1) {
    const middle = Math.floor((found + beyond) / 2)
    if (indexOfBytes(bytes, expected.subarray(0, middle)) >= 0) found = middle
    else beyond = middle
  }
  return found
}

function matchMessage(leaf: Extract<Leaf, { kind: 'message' }>, bytes: Uint8Array): Match {
  const seen = seeMessage(leaf, bytes)
  if (seen.kind === 'right') return matched(seen.used)
  return seen.kind === 'cut-short' ? { kind: 'partial', good: 0 } : { kind: 'mismatch', offset: 0 }
}

function ofText(seen: SeenText): Match {
  switch (seen.kind) {
    case 'right':
      return matched(seen.used)
    case 'open':
      return { kind: 'partial', good: seen.good }
    case 'wrong':
      return { kind: 'mismatch', offset: seen.good }
    case 'body': {
      const { start, expected, received } = seen
      const body = matchExactly(expected, received)
      if (body.kind === 'matched') return matched(start + body.used)
      return body.kind === 'partial'
        ? { kind: 'partial', good: start + body.good }
        : { kind: 'mismatch', offset: start + body.offset }
    }
  }
}
