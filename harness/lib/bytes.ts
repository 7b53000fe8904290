/**
 * Bytes as plain JSON: `{ text }` when they are valid UTF-8, else `{ base64 }`.
 * Transcripts and reports hold this form, so that people can read them and tools can parse them.
 */
export type Bytes = { readonly text: string } | { readonly base64: string }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The plain form of raw bytes; `decodeBytes` gives the same bytes back. */
export function encodeBytes(raw: Uint8Array): Bytes {
  try {
    return { text: utf8.decode(raw) }
  } catch {
    return { base64: Buffer.from(raw).toString('base64') }
  }
}

/** The raw bytes of a plain form. */
export function decodeBytes(bytes: Bytes): Uint8Array {
  return 'text' in bytes ? Buffer.from(bytes.text, 'utf8') : Buffer.from(bytes.base64, 'base64')
}

/** All parts, one after the other. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts)
}

/** Where `part` first occurs in `whole`, or -1. */
export function indexOfBytes(whole: Uint8Array, part: Uint8Array): number {
  return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).indexOf(part)
}

/** How many leading bytes two byte strings share. */
export function commonPrefixLength(left: Uint8Array, right: Uint8Array): number {
  const end = Math.min(left.length, right.length)
  if (Buffer.compare(left.subarray(0, end), right.subarray(0, end)) === 0) return end
  return left.findIndex((byte, index) => byte !== right[index])
}

/** Whether a cut at this offset goes through a UTF-8 character: a continuation byte (RFC 3629). */
export function isInsideCharacter(bytes: Uint8Array, offset: number): boolean {
  return offset > 0 && offset < bytes.length && (bytes[offset]! & 0xc0) === 0x80
}

/** Whether both are the same bytes. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && commonPrefixLength(left, right) === left.length
}
