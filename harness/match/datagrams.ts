import type { Matcher } from '../assignment/matcher.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { equalBytes } from '../lib/bytes.ts'
import { match } from './match.ts'

/** What is wanted of a peer's datagrams. */
export type Wanted = { readonly expected: Matcher; readonly order: 'next' | 'any' }

/**
 * What the datagrams that came so far make of it: `index` is the one that fits, or the one that came
 * in its place. While it is `open` another may still come.
 */
export type Found =
  | { readonly kind: 'matched' | 'mismatch'; readonly index: number }
  | { readonly kind: 'open' }

/** Looks for a datagram among those that no earlier step has taken. */
export function findDatagram(
  { expected, order }: Wanted,
  arrived: readonly Uint8Array[],
  taken: ReadonlySet<number>,
): Found {
  const free = arrived.flatMap((_, index) => (taken.has(index) ? [] : [index]))
  const candidates = order === 'next' ? free.slice(0, 1) : free
  const index = candidates.find((one) => fitsDatagram(expected, arrived[one]!))
  if (index !== undefined) return { kind: 'matched', index }
  const [next] = free
  return order === 'any' || next === undefined
    ? { kind: 'open' }
    : { kind: 'mismatch', index: next }
}

/** Whether one whole datagram fulfils a matcher; `anything` may be an empty one. */
export function fitsDatagram(expected: Matcher, data: Uint8Array): boolean {
  switch (expected.kind) {
    case 'exactly':
      return equalBytes(payloadBytes(expected.data), data)
    case 'contains':
      return match(expected, data).kind === 'matched'
    case 'one-of':
      return expected.of.some((one) => equalBytes(payloadBytes(one), data))
    case 'in-any-order':
    case 'hash':
    case 'message': {
      const seen = match(expected, data)
      return seen.kind === 'matched' && seen.used === data.length
    }
    case 'anything':
      return true
  }
}
