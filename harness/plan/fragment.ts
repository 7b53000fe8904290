import type { Lens } from '../assignment/schema.ts'
import { bounds } from '../lib/bounds.ts'
import { randomFrom } from '../lib/seed.ts'

/**
 * The pieces in which a lens delivers bytes; put together they are the bytes again.
 * - `whole`: one piece;
 * - `bytewise`: one byte each; of a long message the first and the last ones, and between them
 *   pieces of sizes that the seed determines.
 */
export function fragment(bytes: Uint8Array, lens: Lens, seed: number): readonly Uint8Array[] {
  switch (lens) {
    case 'whole':
      return bytes.length === 0 ? [] : [bytes]
    case 'bytewise':
      return cut(bytes, bytewiseSizes(bytes.length, randomFrom(seed)))
  }
}

function bytewiseSizes(length: number, random: () => number): readonly number[] {
  const sizes: number[] = []
  for (let sent = 0; sent < length; sent += sizes.at(-1)!) {
    const middle = length - bounds.bytewiseEdgeBytes - sent
    const inMiddle = sent >= bounds.bytewiseEdgeBytes && middle > 0
    sizes.push(
      inMiddle ? Math.min(middle, 1 + Math.floor(random() * bounds.bytewisePieceBytesMax)) : 1,
    )
  }
  return sizes
}

function cut(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  let start = 0
  return sizes.map((size) => {
    start += size
    return bytes.subarray(start - size, start)
  })
}
