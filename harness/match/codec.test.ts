import { describe, expect, test } from 'vitest'
import { framingWith } from '../assignment/test-codec.ts'
import { endsWithMessage, walkMessages } from './framing.ts'
import { match, matchSoFar } from './match.ts'
import { seeMessage } from './message.ts'

const framing = framingWith()
const bytes = (...numbers: readonly number[]) => Uint8Array.from(numbers)
const hola = {
  kind: 'message',
  framing,
  data: { kind: 'text', text: 'hola', times: 1 },
} as const
const wire = bytes(4, ...Buffer.from('hola'))

describe('where messages of a codec end', () => {
  test.each([
    [[], [], 'nothing', true],
    [[0], [1], 'nothing', true],
    [[1, 9, 2, 8, 8], [2, 5], 'nothing', true],
    [[1, 9, 2, 8], [2], 'incomplete', false],
    [[1, 9, 255, 8], [2], 'invalid', true],
  ])('%j', (numbers, ends, rest, isEnd) => {
    expect(walkMessages(framing, bytes(...numbers))).toEqual({ ends, rest })
    expect(endsWithMessage(framing, bytes(...numbers))).toBe(isEnd)
  })
})

describe('a message of a codec', () => {
  test('is right, with more behind it or not', () => {
    expect(seeMessage(hola, wire)).toMatchObject({ kind: 'right', used: 5 })
    expect(match(hola, bytes(...wire, 3))).toEqual({ kind: 'matched', used: 5 })
  })

  test('differs', () => {
    expect(seeMessage(hola, bytes(1, 65))).toEqual({
      kind: 'differs',
      content: bytes(65),
      path: '',
    })
  })

  test('is cut short', () => {
    const beginning = wire.subarray(0, 3)
    expect(seeMessage(hola, beginning)).toEqual({ kind: 'cut-short', content: beginning })
    expect(match(hola, beginning)).toEqual({ kind: 'partial', good: 0 })
  })

  test.each([
    [255, { en: 'it is 255', es: 'es 255' }],
    [253, { en: 'it is 253', es: 'it is 253' }],
  ])('is none, and the codec says why: %i', (first, why) => {
    expect(seeMessage(hola, bytes(first))).toEqual({ kind: 'invalid', content: bytes(first), why })
    expect(match(hola, bytes(first)).kind).toBe('mismatch')
  })

  test('breaks the codec: the judge hears of it, and who plays goes on', () => {
    expect(() => match(hola, bytes(254))).toThrow('./codec.ts: decode() throw I do not know 254')
    expect(matchSoFar(hola, bytes(254))).toEqual({ kind: 'mismatch', offset: 0 })
    expect(matchSoFar(hola, wire)).toEqual({ kind: 'matched', used: 5 })
    const unknown = { ...hola, framing: { kind: 'codec', file: './codec.ts' } } as const
    expect(() => matchSoFar(unknown, wire)).toThrow('A codec was not loaded')
  })
})
