import type { Framing } from '../assignment/framing.ts'
import { bounds } from '../lib/bounds.ts'
import { decodeBytes } from '../lib/bytes.ts'
import type { Cause } from './cause.ts'

type Differing = Extract<Cause, { readonly kind: 'wrong-bytes' }>

/**
 * A long line that was answered as if it ended before it does: its beginning is right, and the end of
 * a line comes where it should go on. Whether more follows, and what, is luck, because nobody waits for
 * it; of a short line it may be what the program means to say.
 */
export function longLineInPieces(cause: Differing, framing: Framing): Cause | undefined {
  if (framing.kind !== 'lines') return undefined
  const end = Buffer.from(framing.end)
  const [expected, received] = [cause.expected, cause.received].map((bytes) =>
    Buffer.from(decodeBytes(bytes)),
  )
  const { peer, offset } = cause
  const right = received!.subarray(0, offset)
  const start = right.lastIndexOf(end)
  const length = start < 0 ? offset : offset - start - end.length
  const endsAt = (bytes: Buffer) => bytes.subarray(offset, offset + end.length).equals(end)
  const isCut = endsAt(received!) && offset < expected!.length && !endsAt(expected!)
  if (!isCut || length < bounds.longLineBytesMin) return undefined
  return { ...cause, kind: 'long-line-in-pieces', peer, length }
}
