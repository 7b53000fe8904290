import { describe, expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import { capturesFrom } from './captures.ts'
import { focusOn, match, wantedBytes } from './match.ts'

const framing = { kind: 'lines', end: '\n' }

function expecting(expected: unknown, as?: string) {
  const step = Step.parse({ kind: 'expect', peer: 'ana', expected, as })
  if (step.kind !== 'expect') throw new Error('it should be an expect')
  return step
}
const line = (...of: unknown[]) => ({ kind: 'message', framing, data: { kind: 'parts', of } })
const keys = (some: unknown) => ({
  kind: 'message',
  framing,
  data: { kind: 'json-with', keys: some },
})
const capture = (as: string) => ({ kind: 'capture', as })
const text = (some: string) => ({ kind: 'text', text: some, times: 1 })

function captured(expected: unknown, bytes: string | Uint8Array, as?: string) {
  const step = expecting(expected, as)
  const all = Buffer.from(bytes)
  const seen = match(step.expected, all)
  if (seen.kind !== 'matched') return seen.kind
  return Object.fromEntries(capturesFrom(step, all.subarray(0, seen.used)))
}

describe('parts', () => {
  test.each([
    [[text('TOKEN '), capture('token')], 'TOKEN abc def\n', { token: text('abc def') }],
    [[capture('a'), ' ', capture('b')], 'uno dos tres\n', { a: text('uno'), b: text('dos tres') }],
    [['<', capture('a'), '>'], '<b>\n', { a: text('b') }],
    [['hola'], 'hola\n', {}],
    [['TOKEN ', capture('token')], 'TOKEN \n', 'mismatch'],
    [['TOKEN ', capture('token')], 'TOKE', 'partial'],
    [['TOKEN ', capture('token')], 'token 1\n', 'mismatch'],
    [['<', capture('a'), '>'], '<b\n', 'mismatch'],
    [['<', capture('a'), '>'], '<b>c\n', 'mismatch'],
    [['hola'], 'hola!\n', 'mismatch'],
  ])('%j in %j', (of, bytes, outcome) => {
    expect(captured(line(...of), bytes)).toEqual(outcome)
  })

  test('what is no text stays bytes', () => {
    const bytes = Buffer.concat([Buffer.from('T '), Buffer.from([0xff, 0x01]), Buffer.from('\n')])
    expect(captured(line('T ', capture('t')), bytes)).toEqual({
      t: { kind: 'hex', hex: 'ff01', times: 1 },
    })
  })

  test('people see names where something is captured', () => {
    const { expected } = expecting(line('TOKEN ', capture('token'), '!'))
    expect(
      Buffer.from(
        wantedBytes(focusOn(expected, Buffer.from('')).leaf, Buffer.from(''))!,
      ).toString(),
    ).toBe('TOKEN <token>!')
  })
})

describe('keys of JSON', () => {
  const rule = {
    token: { capture: 'token', type: 'string' },
    user: { keys: { id: { capture: 'id' }, name: 'string' } },
    rights: { items: { keys: { on: 'string', last: { capture: 'last' } } } },
    ok: { value: true },
  }
  const answer = {
    token: 'x1',
    user: { id: 7, name: 'Ana' },
    rights: [
      { on: 'a', last: 1 },
      { on: 'b', last: [2] },
    ],
    ok: true,
  }

  test('give their values, of several the last', () => {
    expect(captured(keys(rule), `${JSON.stringify(answer)}\n`)).toEqual({
      token: text('x1'),
      id: { kind: 'json', value: 7 },
      last: { kind: 'json', value: [2] },
    })
  })

  test.each([
    ['token', { ...answer, token: 5 }],
    ['user', { ...answer, user: null }],
    ['user.id', { ...answer, user: { name: 'Ana' } }],
    ['rights', { ...answer, rights: {} }],
    ['rights[1].on', { ...answer, rights: [answer.rights[0], { last: 1 }] }],
  ])('must be as their rules say: %s', (_, value) => {
    expect(captured(keys(rule), `${JSON.stringify(value)}\n`)).toBe('mismatch')
  })

  test('people see the rules', () => {
    const { expected } = expecting(keys(rule))
    expect(
      Buffer.from(
        wantedBytes(focusOn(expected, Buffer.from('')).leaf, Buffer.from(''))!,
      ).toString(),
    ).toBe(
      '{"token":<token>,"user":{"id":<id>,"name":<string>},"rights":[{"on":<string>,"last":<last>}],"ok":true}',
    )
  })
})

test('what fulfilled an expectation as a whole', () => {
  const order = { kind: 'in-any-order', of: ['a\n', 'b\n'] }
  expect(captured(order, 'b\na\nmore', 'order')).toEqual({ order: text('b\na\n') })
  expect(captured(line('hola ', capture('name')), 'hola ana\n', 'all')).toEqual({
    all: text('hola ana\n'),
    name: text('ana'),
  })
  expect(captured('hola', 'hola')).toEqual({})
  expect(capturesFrom(expecting(line('a')), Buffer.from('b\n'))).toEqual([])
})
