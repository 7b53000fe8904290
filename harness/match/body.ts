import { payloadBytes } from '../assignment/payload.ts'
import type { Head } from '../assignment/text-matcher.ts'
import { equalBytes } from '../lib/bytes.ts'
import type { Fields } from './fields.ts'
import type { Ending, SeenText, TextFault } from './seen-text.ts'

type After = {
  readonly fields: Fields
  readonly isAnswer: boolean
  readonly start: number
  readonly bytes: Uint8Array
  readonly ending: Ending
}

/**
 * Looks at the body that follows a head: as many bytes as Content-Length says; where that is absent
 * it is everything until the server closes, and of a request nothing (RFC 9112, 6.3).
 */
export function seeBody(body: NonNullable<Head['body']>, after: After): SeenText {
  const { fields, isAnswer, start } = after
  const wanted = body.kind === 'anything' ? undefined : payloadBytes(body)
  const value = fields.get('content-length') ?? (isAnswer ? undefined : '0')
  if (value === undefined) return untilClose(wanted, after)
  const length = lengthOf(value)
  if (length === undefined || (wanted && length !== wanted.length)) {
    return { kind: 'wrong', good: start, ...wrongLength(fields, wanted) }
  }
  return ofLength(length, wanted, after)
}

function ofLength(
  length: number,
  wanted: Uint8Array | undefined,
  { start, bytes, ending }: After,
): SeenText {
  const received = bytes.subarray(start, start + length)
  if (wanted) return { kind: 'body', start, expected: wanted, received }
  if (received.length === length) return { kind: 'right', used: start + length }
  const kind = ending === 'open' ? 'open' : 'wrong'
  return { kind, good: bytes.length, fault: 'short-body', announced: length, received }
}

function wrongLength(fields: Fields, wanted: Uint8Array | undefined): TextFault {
  const value = fields.get('content-length')
  const digits = String(wanted?.length ?? '12')
  return {
    fault: value === undefined ? 'missing-field' : 'field',
    name: 'Content-Length',
    received: new TextEncoder().encode(value ?? ''),
    wanted: { pattern: wanted ? digits : String.raw`\d+`, like: digits },
  }
}

/** A number of bytes (RFC 9110, 8.6); undefined where it is none. */
function lengthOf(value: string): number | undefined {
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

function untilClose(wanted: Uint8Array | undefined, after: After): SeenText {
  const { start, bytes, ending } = after
  const received = bytes.subarray(start)
  const isThere = wanted && equalBytes(received.subarray(0, wanted.length), wanted)
  if (wanted && (!isThere || ending !== 'open')) {
    return { kind: 'body', start, expected: wanted, received }
  }
  if (ending === 'fin') return { kind: 'right', used: bytes.length }
  return { kind: 'open', good: bytes.length, fault: 'no-length', received }
}
