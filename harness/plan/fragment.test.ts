import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes } from '../lib/bytes.ts'
import { fragment } from './fragment.ts'

const bytes = fc.uint8Array({ maxLength: 5000 })
const lens = fc.constantFrom('whole' as const, 'bytewise' as const)

test('the pieces put together are the bytes again, and none is empty', () => {
  fc.assert(
    fc.property(bytes, lens, fc.integer(), (data, how, seed) => {
      const pieces = fragment(data, how, seed)
      expect(Buffer.from(concatBytes(pieces)).equals(Buffer.from(data))).toBe(true)
      expect(pieces.every((piece) => piece.length > 0)).toBe(true)
    }),
  )
})

test('whole is one piece', () => {
  expect(fragment(Buffer.from('hola'), 'whole', 1)).toEqual([Buffer.from('hola')])
  expect(fragment(new Uint8Array(), 'whole', 1)).toEqual([])
})

test('bytewise cuts a short message at every byte', () => {
  const pieces = fragment(Buffer.from('ñ!'), 'bytewise', 1)
  expect(pieces.map((piece) => [...piece])).toEqual([[0xc3], [0xb1], [0x21]])
})

test('bytewise cuts a long message at every byte at both ends, and between them as the seed says', () => {
  const data = Buffer.alloc(10_000, 'x')
  const sizes = fragment(data, 'bytewise', 1).map((piece) => piece.length)
  expect(sizes.slice(0, 96).every((size) => size === 1)).toBe(true)
  expect(sizes.slice(-96).every((size) => size === 1)).toBe(true)
  expect(sizes.length).toBeLessThan(400)
  expect(fragment(data, 'bytewise', 1).map((piece) => piece.length)).toEqual(sizes)
  expect(fragment(data, 'bytewise', 2).map((piece) => piece.length)).not.toEqual(sizes)
})
