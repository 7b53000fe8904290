import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Framing } from '../assignment/framing.ts'
import { afterMessage, endsWithMessage } from './framing.ts'

type Prefixed = Extract<Framing, { kind: 'length-prefixed' }>

const ends = (framing: Framing, bytes: string | readonly number[]) =>
  endsWithMessage(framing, typeof bytes === 'string' ? Buffer.from(bytes) : Uint8Array.from(bytes))

describe('lines', () => {
  test.each([
    ['\n', '', true],
    ['\n', '\n', true],
    ['\n', 'hola\n', true],
    ['\n', 'hola\r\n', true],
    ['\n', 'hola\n\n', true],
    ['\n', 'hola', false],
    ['\n', 'hola\nho', false],
    ['\r\n', '\r\n', true],
    ['\r\n', 'hola\r\n', true],
    ['\r\n', '\n', false],
    ['\r\n', 'hola\n', false],
    ['\r\n', 'hola\r', false],
    ['\r\n', 'hola\r\nho', false],
    ['ñ', 'hola ñ', true],
    ['ñ', [0xb1], false],
  ])('that end with %j: %j', (end, bytes, whole) => {
    expect(ends({ kind: 'lines', end }, bytes)).toBe(whole)
  })
})

describe('a length before each message', () => {
  test.each<[1 | 2 | 4, 'big' | 'little', readonly number[], boolean]>([
    [1, 'big', [], true],
    [1, 'big', [0], true],
    [1, 'big', [1], false],
    [1, 'big', [1, 7], true],
    [1, 'big', [1, 7, 9], false],
    [1, 'big', [1, 7, 2, 8, 9], true],
    [2, 'big', [0], false],
    [2, 'big', [0, 1, 9], true],
    [2, 'little', [0, 1, 9], false],
    [2, 'little', [1, 0, 9], true],
    [2, 'big', [0, 0, 0, 0], true],
    [2, 'big', [0, 1, 9, 0], false],
    [4, 'big', [0, 0, 0], false],
    [4, 'big', [0, 0, 0, 1, 9], true],
    [4, 'little', [1, 0, 0, 0, 9], true],
    [4, 'big', [255, 255, 255, 255, 9], false],
  ])('of %i bytes, %s: %j', (bytes, endian, sent, whole) => {
    expect(ends({ kind: 'length-prefixed', bytes, endian }, sent)).toBe(whole)
  })

  test('the end of a message is where its length says, from wherever it begins', () => {
    const long: Prefixed = { kind: 'length-prefixed', bytes: 4, endian: 'big' }
    const little: Prefixed = { ...long, bytes: 2, endian: 'little' }
    expect(afterMessage(long, Uint8Array.from([9, 0, 1, 0, 2]), 1)).toBe(1 + 4 + 65_538)
    expect(afterMessage(long, Uint8Array.from([255, 255, 255, 255]), 0)).toBe(4 + 2 ** 32 - 1)
    expect(afterMessage(little, Uint8Array.from([2, 1]), 0)).toBe(2 + 258)
  })
})

test('messages of a fixed size', () => {
  const whole = [0, 1, 3, 4, 6].filter((length) =>
    ends({ kind: 'fixed', bytes: 3 }, 'x'.repeat(length)),
  )
  expect(whole).toEqual([0, 3, 6])
})

test('what is one message until the end is never known to be incomplete', () => {
  expect(ends({ kind: 'until-close' }, '')).toBe(true)
  expect(ends({ kind: 'until-close' }, 'ho')).toBe(true)
})

/** Several messages one after the other, as a framing has them. */
const streams = fc
  .tuple(
    fc.constantFrom<Own>(
      { kind: 'lines', end: '\n' },
      { kind: 'lines', end: '\r\n' },
      { kind: 'length-prefixed', bytes: 1, endian: 'big' },
      { kind: 'length-prefixed', bytes: 2, endian: 'big' },
      { kind: 'length-prefixed', bytes: 4, endian: 'little' },
      { kind: 'fixed', bytes: 5 },
    ),
    fc.array(fc.string({ unit: fc.constantFrom('a', 'ñ', ' '), maxLength: 9 }), { minLength: 1 }),
  )
  .map(([framing, texts]) => ({
    framing,
    messages: texts.map((text) => framed(framing, Buffer.from(text))),
  }))

/** A framing that is not a course's own. */
type Own = Exclude<Framing, { kind: 'codec' }>

function framed(framing: Own, body: Buffer): Buffer {
  switch (framing.kind) {
    case 'lines':
      return Buffer.concat([body, Buffer.from(framing.end)])
    case 'length-prefixed': {
      const header = Buffer.alloc(framing.bytes)
      if (framing.endian === 'big') header.writeUIntBE(body.length, 0, framing.bytes)
      else header.writeUIntLE(body.length, 0, framing.bytes)
      return Buffer.concat([header, body])
    }
    case 'fixed':
      return Buffer.concat([body, Buffer.alloc(framing.bytes)]).subarray(0, framing.bytes)
    case 'until-close':
      return body
    default:
      return framing satisfies never
  }
}

test('a stream ends with a message exactly after each of its messages', () => {
  fc.assert(
    fc.property(streams, ({ framing, messages }) => {
      const stream = Buffer.concat(messages)
      const boundaries = [0]
      for (const { length } of messages) boundaries.push(boundaries.at(-1)! + length)
      const found = Array.from({ length: stream.length + 1 }, (_, length) => length).filter(
        (length) => endsWithMessage(framing, stream.subarray(0, length)),
      )
      expect(found).toEqual(boundaries)
    }),
  )
})
