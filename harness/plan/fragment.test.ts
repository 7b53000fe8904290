import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../lib/bytes.ts'
import { bytewise, cutAt, inOnePiece } from './fragment.ts'

const bytes = fc.uint8Array({ maxLength: 5000 })
const offsets = fc.array(fc.integer({ min: -3, max: 5003 }))

/** What `pieces` must be for these bytes, however they were cut. */
function expectWhole(pieces: readonly Uint8Array[], data: Uint8Array) {
  expect(Buffer.from(concatBytes(pieces)).equals(Buffer.from(data))).toBe(true)
  expect(pieces.every((piece) => piece.length > 0)).toBe(true)
}

const lengths = (pieces: readonly Uint8Array[]) => pieces.map(({ length }) => length)

test('the pieces put together are the bytes again, and none is empty', () => {
  fc.assert(
    fc.property(bytes, offsets, fc.integer(), (data, where, seed) => {
      expectWhole(inOnePiece(data), data)
      expectWhole(cutAt(data, where), data)
      expectWhole(bytewise(data, seed), data)
    }),
  )
})

test('one piece, or none of nothing', () => {
  expect(inOnePiece(Buffer.from('hola'))).toEqual([Buffer.from('hola')])
  expect(inOnePiece(new Uint8Array())).toEqual([])
})

describe('cut at offsets', () => {
  test.each([
    ['nowhere', [], [4]],
    ['once', [1], [1, 3]],
    ['in any order', [3, 1], [1, 2, 1]],
    ['twice at one place', [2, 2], [2, 2]],
    ['at the ends and beyond', [0, 4, 5, -1], [4]],
    ['everywhere', [1, 2, 3], [1, 1, 1, 1]],
  ])('%s', (_, where, sizes) => {
    expect(lengths(cutAt(Buffer.from('hola'), where))).toEqual(sizes)
  })

  test('nothing cannot be cut', () => {
    expect(cutAt(new Uint8Array(), [0, 1])).toEqual([])
  })

  test('at each offset inside once, and nowhere else', () => {
    fc.assert(
      fc.property(bytes, offsets, (data, where) => {
        const inside = [...new Set(where)].filter((offset) => offset > 0 && offset < data.length)
        let sent = 0
        const cuts = lengths(cutAt(data, where)).map((length) => (sent += length))
        expect(cuts.slice(0, -1)).toEqual(inside.toSorted((left, right) => left - right))
      }),
    )
  })
})

describe('byte by byte', () => {
  test('a short message at every byte', () => {
    const pieces = bytewise(Buffer.from('ñ!'), 1)
    expect(pieces.map((piece) => [...piece])).toEqual([[0xc3], [0xb1], [0x21]])
    expect(lengths(bytewise(Buffer.alloc(192, 'x'), 1))).toEqual(Array<number>(192).fill(1))
  })

  test('a long message at every byte at both ends, and between them as the seed says', () => {
    const data = Buffer.alloc(10_000, 'x')
    const sizes = lengths(bytewise(data, 1))
    expect(sizes.slice(0, 96).every((size) => size === 1)).toBe(true)
    expect(sizes.slice(-96).every((size) => size === 1)).toBe(true)
    expect(sizes.length).toBeLessThan(400)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300)
    expect(lengths(bytewise(data, 1))).toEqual(sizes)
    expect(lengths(bytewise(data, 2))).not.toEqual(sizes)
  })
})
