import type { Matcher } from '../assignment/matcher.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { commonPrefixLength, indexOfBytes } from '../lib/bytes.ts'
import { matchHash, wantedOfHash } from './hash.ts'
import { inOrderOfArrival, matchInAnyOrder } from './in-any-order.ts'
import { seeMessage, wantedContent } from './message.ts'
import { matchExactly, type Match } from './outcome.ts'

export type { Match } from './outcome.ts'

/** Matches bytes that have arrived so far. */
export function match(matcher: Matcher, bytes: Uint8Array): Match {
  switch (matcher.kind) {
    case 'exactly':
      return matchExactly(payloadBytes(matcher.data), bytes)
    case 'contains':
      return matchContains(payloadBytes(matcher.data), bytes)
    case 'one-of':
      return matchOneOf(matcher.of.map(payloadBytes), bytes)
    case 'in-any-order':
      return matchInAnyOrder(matcher.of, bytes)
    case 'hash':
      return matchHash(matcher, bytes)
    case 'anything':
      return bytes.length > 0
        ? { kind: 'matched', used: bytes.length }
        : { kind: 'partial', good: 0 }
    case 'message': {
      const seen = seeMessage(matcher, bytes)
      if (seen.kind === 'right') return { kind: 'matched', used: seen.used }
      return seen.kind === 'cut-short'
        ? { kind: 'partial', good: 0 }
        : { kind: 'mismatch', offset: 0 }
    }
  }
}

/**
 * The bytes that a matcher asks for, or undefined where others would do too. Of several alternatives
 * it is the one that `bytes` come closest to.
 */
export function expectedBytes(matcher: Matcher, bytes: Uint8Array): Uint8Array | undefined {
  switch (matcher.kind) {
    case 'exactly':
    case 'contains':
      return payloadBytes(matcher.data)
    case 'one-of':
      return closest(matcher.of.map(payloadBytes), bytes)
    case 'in-any-order':
      return inOrderOfArrival(matcher.of, bytes)
    case 'anything':
    case 'hash':
    case 'message':
      return undefined
    default:
      return matcher satisfies never
  }
}

/** What a matcher asks for, for people to see: of a message its content, of a hash its length. */
export function wantedBytes(matcher: Matcher, bytes: Uint8Array): Uint8Array | undefined {
  if (matcher.kind === 'hash') return wantedOfHash(matcher)
  return matcher.kind === 'message' ? wantedContent(matcher) : expectedBytes(matcher, bytes)
}

function matchOneOf(alternatives: readonly Uint8Array[], bytes: Uint8Array): Match {
  const whole = alternatives.find((one) => matchExactly(one, bytes).kind === 'matched')
  return matchExactly(whole ?? closest(alternatives, bytes), bytes)
}

/** What shares the longest beginning with `bytes`, the first of equals. */
function closest(alternatives: readonly Uint8Array[], bytes: Uint8Array): Uint8Array {
  const shared = (one: Uint8Array) => commonPrefixLength(one, bytes)
  return alternatives.reduce((best, one) => (shared(one) > shared(best) ? one : best))
}

function matchContains(expected: Uint8Array, bytes: Uint8Array): Match {
  const start = indexOfBytes(bytes, expected)
  return start >= 0
    ? { kind: 'matched', used: start + expected.length }
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
