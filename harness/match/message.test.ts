import { describe, expect, test } from 'vitest'
import type { Framing } from '../assignment/framing.ts'
import { Matcher, type MessageMatcher } from '../assignment/matcher.ts'
import { differenceOf } from './json.ts'
import { match, wantedBytes } from './match.ts'
import { seeMessage } from './message.ts'

const prefixed: Framing = { kind: 'length-prefixed', bytes: 4, endian: 'big' }

function message(data: unknown, framing: Framing | undefined = prefixed): MessageMatcher {
  const matcher = Matcher.parse({ kind: 'message', data, framing })
  if (matcher.kind !== 'message') throw new Error('it should be a message')
  return matcher
}

const framed = (text: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, Buffer.byteLength(text)]), Buffer.from(text)])
const json = (value: unknown) => ({ kind: 'json', value })
const withKeys = (keys: unknown) => ({ kind: 'json-with', keys })

describe('JSON with a value', () => {
  test.each([
    [6, '6'],
    [6, ' 6.0\n'],
    [6, '0.6e1'],
    [{ a: [1, null], b: 'é' }, '{ "b": "\\u00e9", "a": [1, null] }'],
  ])('%j is %j', (value, text) => {
    const bytes = framed(text)
    expect(match(message(json(value)), bytes)).toEqual({ kind: 'matched', used: bytes.length })
  })

  test.each([
    [6, '7', ''],
    [6, '"6"', ''],
    [[], '{}', ''],
    [{ a: { b: [1, 2] } }, '{"a":{"b":[1,3]}}', 'a.b[1]'],
    [[1], '[1,2]', '[1]'],
    [{ a: 1 }, '{}', 'a'],
    [{}, '{"a":1}', 'a'],
    [{ toString: 1 }, '{}', 'toString'],
  ])('%j is not %s', (value, text, path) => {
    expect(seeMessage(message(json(value)), framed(text))).toMatchObject({ kind: 'differs', path })
    expect(match(message(json(value)), framed(text))).toEqual({ kind: 'mismatch', offset: 0 })
  })

  test.each(['', '{"a":', '\uFEFF6', "{'a':1}"])('%j is no JSON', (text) => {
    expect(seeMessage(message(json(6)), framed(text)).kind).toBe('not-json')
  })

  test('nor are bytes that are no UTF-8', () => {
    const bytes = Buffer.from([0, 0, 0, 3, 0x22, 0xff, 0x22])
    expect(seeMessage(message(json(6)), bytes).kind).toBe('not-json')
  })

  test('is equal to itself', () => {
    expect(differenceOf({ a: [true, {}] }, { a: [true, {}] })).toBeUndefined()
  })
})

test.each([
  [{ error: 'string' }, '{"error":"no","more":1}', undefined],
  [{ error: 'string' }, '{"error":1}', 'error'],
  [{ error: 'anything' }, '{"error":null}', undefined],
  [{ error: 'null' }, '{"error":null}', undefined],
  [{ error: 'array' }, '{"error":{}}', 'error'],
  [{ error: 'anything' }, '{}', 'error'],
  [{ error: 'string' }, '["error"]', ''],
  [{ a: { value: [1, 2] } }, '{"a":[1,2]}', undefined],
  [{ a: { value: [1, 2] } }, '{"a":[1,3]}', 'a[1]'],
])('keys %j of %s', (keys, text, path) => {
  const seen = seeMessage(message(withKeys(keys)), framed(text))
  expect(seen).toMatchObject(path === undefined ? { kind: 'right' } : { kind: 'differs', path })
})

describe('frames', () => {
  test('what is not whole yet may become right', () => {
    const bytes = framed('6.0')
    for (let length = 0; length < bytes.length; length += 1) {
      const seen = match(message(json(6)), bytes.subarray(0, length))
      expect(seen).toEqual({ kind: 'partial', good: 0 })
    }
    const half = seeMessage(message(json(6)), bytes.subarray(0, 5))
    expect(half).toMatchObject({ kind: 'cut-short', announced: 3 })
  })

  test('a length that no message has', () => {
    const bytes = Buffer.from([1, 0, 0, 0, 0x36])
    const seen = seeMessage(message(json(6)), bytes)
    expect(seen).toMatchObject({ kind: 'length', announced: 2 ** 24, swapped: 1 })
    const little = seeMessage(message(json(6), { ...prefixed, endian: 'little' }), bytes)
    expect(little.kind).toBe('right')
    const wrong = Buffer.from([0, 0, 0, 1, 0x36])
    const swapped = seeMessage(message(json(6), { ...prefixed, endian: 'little' }), wrong)
    expect(swapped).toMatchObject({ kind: 'length', announced: 2 ** 24, swapped: 1 })
  })

  test.each<[Framing, string, string]>([
    [{ kind: 'lines', end: '\r\n' }, '6\n', 'cut-short'],
    [{ kind: 'lines', end: '\r\n' }, '6\r\n7', 'right'],
    [{ kind: 'fixed', bytes: 2 }, '6', 'cut-short'],
    [{ kind: 'fixed', bytes: 2 }, '6 7', 'right'],
    [{ kind: 'until-close' }, '6 ', 'right'],
  ])('%j: %j', (framing, text, kind) => {
    expect(seeMessage(message(json(6), framing), Buffer.from(text)).kind).toBe(kind)
  })

  test('what holds a text or bytes holds exactly these', () => {
    expect(seeMessage(message('hola'), framed('hola')).kind).toBe('right')
    expect(seeMessage(message('hola'), framed('hola ')).kind).toBe('differs')
    expect(seeMessage(message({ kind: 'hex', hex: '36' }), framed('6')).kind).toBe('right')
  })
})

test('what is wanted, for people', () => {
  const shown = (matcher: MessageMatcher) =>
    Buffer.from(wantedBytes(matcher, Buffer.from(''))!).toString()
  expect(shown(message(json({ result: 6 })))).toBe('{"result":6}')
  expect(shown(message(withKeys({ error: 'string', code: { value: 1 } })))).toBe(
    '{"error":<string>,"code":1}',
  )
  expect(wantedBytes({ kind: 'anything' }, Buffer.from(''))).toBeUndefined()
})
