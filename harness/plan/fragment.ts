import { bounds } from '../lib/bounds.ts'
import { randomFrom } from '../lib/seed.ts'

/** All bytes in one piece; nothing in none. */
export function inOnePiece(bytes: Uint8Array): readonly Uint8Array[] {
  return bytes.length === 0 ? [] : [bytes]
}

/**
 * The pieces between these offsets, in ascending order; put together they are the bytes again.
 * Offsets at the ends or beyond cut nothing.
 */
export function cutAt(bytes: Uint8Array, offsets: readonly number[]): readonly Uint8Array[] {
  const inside = offsets.filter((offset) => offset > 0 && offset < bytes.length)
  const edges = [0, ...new Set(inside.toSorted((left, right) => left - right)), bytes.length]
  return edges
    .slice(1)
    .map((edge, index) => bytes.subarray(edges[index], edge))
    .filter((piece) => piece.length > 0)
}

/**
 * One byte each; of a long message the first and the last ones, and between them pieces of sizes
 * that the seed determines.
 */
export function bytewise(bytes: Uint8Array, seed: number): readonly Uint8Array[] {
  const random = randomFrom(seed)
  const offsets: number[] = []
  let sent = 0
  while (sent < bytes.length) {
    const middle = bytes.length - bounds.bytewiseEdgeBytes - sent
    const inMiddle = sent >= bounds.bytewiseEdgeBytes && middle > 0
    const size = inMiddle ? Math.ceil(random() * bounds.bytewisePieceBytesMax) : 1
    sent += inMiddle ? Math.max(1, Math.min(middle, size)) : 1
    offsets.push(sent)
  }
  return cutAt(bytes, offsets)
}
