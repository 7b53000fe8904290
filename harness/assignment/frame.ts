import { concatBytes, indexOfBytes } from '../lib/bytes.ts'
import { encodeWith } from './codec.ts'
import type { Framing } from './framing.ts'

/** The bytes of one message with this content. */
export function frame(framing: Framing, content: Uint8Array): Uint8Array {
  switch (framing.kind) {
    case 'lines':
      return concatBytes([content, new TextEncoder().encode(framing.end)])
    case 'length-prefixed':
      return concatBytes([lengthHeader(framing, content.length), content])
    case 'fixed':
    case 'until-close':
      return content
    case 'codec':
      return encodeWith(framing, content)
    default:
      return framing satisfies never
  }
}

type Prefixed = Extract<Framing, { kind: 'length-prefixed' }>

function lengthHeader({ bytes, endian }: Prefixed, length: number): Uint8Array {
  const header = Buffer.alloc(bytes)
  if (endian === 'big') header.writeUIntBE(length, 0, bytes)
  else header.writeUIntLE(length, 0, bytes)
  return header
}

/** Whether this content can be one message, and be told from those around it; a codec says so itself. */
export function fitsFrame(
  framing: Exclude<Framing, { kind: 'codec' }>,
  content: Uint8Array,
): boolean {
  switch (framing.kind) {
    case 'lines':
      return indexOfBytes(content, new TextEncoder().encode(framing.end)) < 0
    case 'length-prefixed':
      return content.length < byteValues ** framing.bytes
    case 'fixed':
      return content.length === framing.bytes
    case 'until-close':
      return false
    default:
      return framing satisfies never
  }
}

const byteValues = 2 ** 8
