import { decodeWith, type CodecFraming } from '../assignment/codec.ts'
import type { Framing } from '../assignment/framing.ts'

/**
 * Whether bytes end where a message ends, so that an answer to all of them may be due. A stream
 * that is one message until its end is never known to be incomplete.
 */
export function endsWithMessage(framing: Framing, bytes: Uint8Array): boolean {
  switch (framing.kind) {
    case 'lines': {
      const end = new TextEncoder().encode(framing.end)
      const tail = bytes.subarray(Math.max(0, bytes.length - end.length))
      return (
        bytes.length === 0 || (tail.length === end.length && end.every((b, i) => tail[i] === b))
      )
    }
    case 'length-prefixed':
      return endsWithPrefixed(framing, bytes)
    case 'fixed':
      return bytes.length % framing.bytes === 0
    case 'until-close':
      return true
    case 'codec':
      return walkMessages(framing, bytes).rest !== 'incomplete'
  }
}

/** Where the messages in some bytes end, and what is behind the last of them, if anything. */
export function walkMessages(
  framing: CodecFraming,
  bytes: Uint8Array,
): { readonly ends: readonly number[]; readonly rest: 'nothing' | 'incomplete' | 'invalid' } {
  const ends: number[] = []
  for (let start = 0; start < bytes.length; start = ends.at(-1)!) {
    const found = decodeWith(framing, bytes.subarray(start))
    if (found.kind !== 'message') return { ends, rest: found.kind }
    ends.push(start + found.length)
  }
  return { ends, rest: 'nothing' }
}

function endsWithPrefixed(framing: Prefixed, bytes: Uint8Array): boolean {
  let start = 0
  while (start + framing.bytes <= bytes.length) start = afterMessage(framing, bytes, start)
  return start === bytes.length
}

/** Where the message that begins at `start` ends; its header must be there. */
export function afterMessage(framing: Prefixed, bytes: Uint8Array, start: number): number {
  return start + framing.bytes + announcedLength(framing, bytes, start)
}

type Prefixed = Extract<Framing, { kind: 'length-prefixed' }>

/** How many bytes the header at `start` announces, without a sign; it must be there. */
export function announcedLength(
  { bytes: size, endian }: Prefixed,
  bytes: Uint8Array,
  start: number,
): number {
  const header = [...bytes.subarray(start, start + size)]
  const digits = endian === 'big' ? header : header.toReversed()
  return digits.reduce((length, digit) => length * byteValues + digit, 0)
}

const byteValues = 2 ** 8
