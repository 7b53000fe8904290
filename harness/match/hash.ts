import type { HashMatcher } from '../assignment/matcher.ts'
import { sha256 } from '../lib/digest.ts'
import type { Match } from './outcome.ts'

/** Matches as many bytes as the hash is of, next; they are hashed once all of them are there. */
export function matchHash({ length, sha256: wanted }: HashMatcher, bytes: Uint8Array): Match {
  if (bytes.length < length) return { kind: 'partial', good: 0 }
  return sha256(bytes.subarray(0, length)) === wanted
    ? { kind: 'matched', used: length }
    : { kind: 'mismatch', offset: 0 }
}

/** What is asked for, for people to see. */
export function wantedOfHash({ length, sha256: digits }: HashMatcher): Uint8Array {
  return new TextEncoder().encode(`<${length} bytes, SHA-256 ${digits}>`)
}
