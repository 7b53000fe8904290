import { boundariesWith, CodecFault, type CodecFraming } from '../assignment/codec.ts'
import type { Framing } from '../assignment/framing.ts'
import { bounds } from '../lib/bounds.ts'
import { isInsideCharacter } from '../lib/bytes.ts'
import { afterMessage, walkMessages } from '../match/framing.ts'

/**
 * Where a payload is cut by the lens `cuts`, ascending. A short one everywhere. A long one where a
 * program is likely to go wrong: at both ends, in length headers, in and around delimiters, inside
 * characters of several bytes, around the usual sizes of buffers; and at places that `random`
 * determines.
 */
export function cutPoints(
  bytes: Uint8Array,
  framing: Framing,
  random: () => number,
): readonly number[] {
  const { length } = bytes
  const everywhere = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1)
  if (length <= bounds.cutEverywhereBytesMax) return everywhere
  const sample = (points: readonly number[], most: number) => pick(points, most, random)
  const points = [
    ...everywhere.slice(0, edge),
    ...everywhere.slice(-edge),
    ...sample(structure(bytes, framing), bounds.cutStructureMax),
    ...sample(insideCharacters(bytes), bounds.cutCharactersMax),
    ...bufferSizes.flatMap((size) => [size - 1, size, size + 1]),
    ...Array.from({ length: bounds.cutSampleCount }, () => Math.floor(random() * length)),
  ]
  const inside = points.filter((point) => point > 0 && point < length)
  return [...new Set(inside)].toSorted((left, right) => left - right)
}

const edge = 8

/** Sizes that programs give to recv(), and what one segment holds on loopback and on Ethernet. */
const bufferSizes = [
  128, 256, 512, 1024, 1460, 2048, 4096, 8192, 16_384, 32_768, 65_483, 65_536,
] as const satisfies readonly number[]

/** Offsets in and around what separates messages. */
function structure(bytes: Uint8Array, framing: Framing): readonly number[] {
  switch (framing.kind) {
    case 'lines':
      return aroundDelimiters(bytes, new TextEncoder().encode(framing.end))
    case 'length-prefixed':
      return insideHeaders(bytes, framing)
    case 'fixed':
      return multiples(bytes.length, framing.bytes).flatMap((at) => [at - 1, at, at + 1])
    case 'until-close':
      return []
    case 'codec':
      return ofCodec(bytes, framing)
  }
}

function aroundDelimiters(bytes: Uint8Array, delimiter: Uint8Array): readonly number[] {
  const points: number[] = []
  for (let at = 0; at + delimiter.length <= bytes.length; at += 1) {
    if (delimiter.every((byte, index) => bytes[at + index] === byte)) {
      for (let offset = 0; offset <= delimiter.length; offset += 1) points.push(at + offset)
    }
  }
  return points
}

function insideHeaders(
  bytes: Uint8Array,
  framing: Extract<Framing, { kind: 'length-prefixed' }>,
): readonly number[] {
  const points: number[] = []
  for (let start = 0; start + framing.bytes <= bytes.length;) {
    for (let offset = 0; offset <= framing.bytes; offset += 1) points.push(start + offset)
    start = afterMessage(framing, bytes, start)
  }
  return points
}

/** Where the codec says, else around the ends of messages and in what may be a header behind them. */
function ofCodec(bytes: Uint8Array, framing: CodecFraming): readonly number[] {
  try {
    const known = boundariesWith(framing, bytes)
    const { ends } = known ? { ends: known } : walkMessages(framing, bytes)
    const reach = known ? 1 : headerReach
    return ends.flatMap((at) => [
      at - 1,
      at,
      ...Array.from({ length: reach }, (_, i) => at + 1 + i),
    ])
  } catch (thrown) {
    // Bytes on which it fails have the other cuts; where its word counts, the fault is told.
    if (thrown instanceof CodecFault) return []
    throw thrown
  }
}

const headerReach = 4

function multiples(length: number, size: number): readonly number[] {
  return Array.from({ length: Math.floor(length / size) }, (_, index) => (index + 1) * size)
}

/** Offsets at which a character of several bytes is cut: those of continuation bytes (RFC 3629). */
function insideCharacters(bytes: Uint8Array): readonly number[] {
  return [...bytes.keys()].filter((offset) => isInsideCharacter(bytes, offset))
}

/** At most `most` of these points, spread by chance. */
function pick(points: readonly number[], most: number, random: () => number): readonly number[] {
  if (points.length <= most) return points
  return Array.from({ length: most }, () => points[Math.floor(random() * points.length)]!)
}
