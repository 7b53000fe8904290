import { commonPrefixLength } from '../lib/bytes.ts'

/**
 * How far bytes fulfil a matcher.
 * - `matched`: they do, and `used` of them were needed;
 * - `partial`: more may still make them, `good` expected bytes are there already;
 * - `mismatch`: nothing that follows can; `offset` is the first wrong byte.
 */
export type Match =
  | { readonly kind: 'matched'; readonly used: number }
  | { readonly kind: 'partial'; readonly good: number }
  | { readonly kind: 'mismatch'; readonly offset: number }

/** Matches exactly these bytes, next. */
export function matchExactly(expected: Uint8Array, bytes: Uint8Array): Match {
  const shared = commonPrefixLength(expected, bytes)
  if (shared === expected.length) return { kind: 'matched', used: shared }
  return shared === bytes.length
    ? { kind: 'partial', good: shared }
    : { kind: 'mismatch', offset: shared }
}
