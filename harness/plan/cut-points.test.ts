import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Framing } from '../assignment/framing.ts'
import { isInsideCharacter } from '../lib/bytes.ts'
import { randomFrom } from '../lib/seed.ts'
import { cutPoints } from './cut-points.ts'

const lines: Framing = { kind: 'lines', end: '\n' }
const untilClose: Framing = { kind: 'until-close' }
const prefixed = { kind: 'length-prefixed', bytes: 4, endian: 'big' } as const

const points = (bytes: Uint8Array, framing: Framing = untilClose, seed = 1) =>
  cutPoints(bytes, framing, randomFrom(seed))

/** So many letters, with some of them replaced: `letters(9, { 3: 'ñ' })`. */
function letters(length: number, at: Readonly<Record<number, string>> = {}): Buffer {
  const bytes = Buffer.alloc(length, 'x')
  for (const [offset, text] of Object.entries(at)) bytes.write(text, Number(offset))
  return bytes
}

const from = (start: number, end: number) =>
  Array.from({ length: end - start + 1 }, (_, index) => start + index)

describe('a short payload', () => {
  test.each([0, 1, 2, 3, 255, 256])('of %i bytes is cut at every place', (length) => {
    expect(points(letters(length))).toEqual(from(1, length - 1))
    expect(points(letters(length, { 0: '\n' }), lines)).toEqual(from(1, length - 1))
  })

  test('takes nothing from chance', () => {
    const random = () => {
      throw new Error('nothing is left to chance')
    }
    expect(cutPoints(letters(256), lines, random)).toHaveLength(255)
  })
})

describe.each([5000, 70_000])('a long payload of %i bytes is cut', (length) => {
  test('at both ends', () => {
    const found = points(letters(length))
    expect(found).toEqual(expect.arrayContaining(from(1, 8)))
    expect(found).toEqual(expect.arrayContaining(from(length - 8, length - 1)))
  })

  test('around the usual sizes of buffers', () => {
    const sizes = [128, 256, 512, 1024, 1460, 2048, 4096, 8192, 16_384, 32_768, 65_483, 65_536]
    const found = points(letters(length))
    for (const size of sizes.filter((one) => one < length)) {
      expect(found).toEqual(expect.arrayContaining([size - 1, size, size + 1]))
    }
  })

  test('in and around each delimiter, where there are not many', () => {
    const bytes = letters(length, { 700: '\n', 3333: '\n', [length - 1]: '\n' })
    const found = points(bytes, lines)
    expect(found).toEqual(expect.arrayContaining([700, 701, 3333, 3334, length - 1]))
  })

  test('inside a delimiter of two bytes', () => {
    const bytes = letters(length, { 700: '\r\n', 3333: '\r\n', 3500: '\n', [length - 2]: '\r\n' })
    const found = points(bytes, { kind: 'lines', end: '\r\n' })
    expect(found).toEqual(expect.arrayContaining([700, 701, 702, 3333, 3334, 3335, length - 1]))
  })

  test('in the headers of messages that begin with their length', () => {
    const bytes = letters(length)
    bytes.writeUInt32BE(600, 0)
    bytes.writeUInt32BE(1396, 604)
    bytes.writeUInt32BE(length - 2008, 2004)
    const found = points(bytes, prefixed)
    for (const start of [604, 2004]) {
      expect(found).toEqual(expect.arrayContaining(from(start, start + 4)))
    }
    expect(found).toEqual(expect.arrayContaining(from(1, 4)))
  })

  test('in the header of a message that is longer than the payload', () => {
    const bytes = letters(length)
    bytes.writeUInt32LE(500, 0)
    bytes.writeUInt32LE(2 ** 32 - 1, 504)
    const found = points(bytes, { ...prefixed, endian: 'little' })
    expect(found).toEqual(expect.arrayContaining(from(504, 508)))
  })

  test('in headers alone, when the messages are empty', () => {
    const found = points(Buffer.alloc(length), { ...prefixed, bytes: 2 })
    expect(found.length).toBeGreaterThan(points(letters(length)).length)
    expect(found.length).toBeLessThanOrEqual(most)
  })

  test('around the boundaries of messages of one size', () => {
    const found = points(letters(length), { kind: 'fixed', bytes: 900 })
    const boundaries = from(1, Math.floor(length / 900)).map((index) => index * 900)
    const few = boundaries.length <= 21 ? boundaries : []
    for (const at of few) expect(found).toEqual(expect.arrayContaining([at - 1, at, at + 1]))
    const around = found.filter((at) => Math.min(at % 900, 900 - (at % 900)) <= 1)
    expect(around.length).toBeGreaterThan(10)
  })

  test('inside characters of two, three and four bytes', () => {
    const bytes = letters(length, { 700: 'ñ', 1500: '€', 3000: '😀' })
    const found = points(bytes)
    expect(found).toEqual(expect.arrayContaining([701, 1501, 1502, 3001, 3002, 3003]))
  })

  test('at a sample of places, when there are too many of a kind', () => {
    const text = Buffer.from('ñ\r\n'.repeat(length)).subarray(0, length)
    const found = points(text, { kind: 'lines', end: '\r\n' })
    expect(found.length).toBeLessThanOrEqual(most)
    const inside = found.filter((at) => isInsideCharacter(text, at))
    expect(inside.length).toBeGreaterThan(30)
    expect(inside.some((at) => at > length / 2)).toBe(true)
    expect(inside.some((at) => at < length / 2)).toBe(true)
  })
})

/** Both ends, the samples of structure, characters and chance, and three for each buffer size. */
const most = 16 + 64 + 64 + 24 + 3 * 12

const framings = fc.constantFrom<Framing>(
  lines,
  { kind: 'lines', end: '\r\n' },
  untilClose,
  prefixed,
  { kind: 'length-prefixed', bytes: 1, endian: 'little' },
  { kind: 'fixed', bytes: 1 },
  { kind: 'fixed', bytes: 1000 },
)

/** Payloads of all sizes, made of what framings and characters consist of. */
const payloads = fc
  .tuple(fc.constantFrom('\n', '\r\n', 'ñ', '€x', '\0\0\u0001', 'hola'), fc.nat({ max: 20_000 }))
  .map(([text, length]) => Buffer.alloc(length, text))

test('points are ascending, unique, inside, not too many, and decided by the seed', () => {
  fc.assert(
    fc.property(payloads, framings, fc.integer(), (bytes, framing, seed) => {
      const found = points(bytes, framing, seed)
      expect(found).toEqual([...new Set(found)].toSorted((left, right) => left - right))
      expect(found.every((at) => Number.isInteger(at) && at > 0 && at < bytes.length)).toBe(true)
      expect(found.length).toBeLessThanOrEqual(Math.max(255, most))
      expect(found.length).toBeGreaterThanOrEqual(Math.min(bytes.length - 1, 16))
      expect(points(bytes, framing, seed)).toEqual(found)
    }),
    { numRuns: 30 },
  )
})

test('another seed gives other places by chance', () => {
  expect(points(letters(5000), untilClose, 1)).not.toEqual(points(letters(5000), untilClose, 2))
})
