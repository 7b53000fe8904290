import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { fitsDatagram } from './datagrams.ts'
import { expectedBytes, match } from './match.ts'

type Input = Parameters<typeof Matcher.parse>[0]
const on = (of: Input[], text: string) =>
  match(Matcher.parse({ kind: 'in-any-order', of }), Buffer.from(text))
const wanted = (of: Input[], text: string) =>
  Buffer.from(
    expectedBytes(Matcher.parse({ kind: 'in-any-order', of }), Buffer.from(text))!,
  ).toString()

describe('texts', () => {
  const both = ['uno\n', 'dos\n']
  test.each([
    ['uno\ndos\n', { kind: 'matched', used: 8 }],
    ['dos\nuno\nmás', { kind: 'matched', used: 8 }],
    ['dos\n', { kind: 'partial', good: 4 }],
    ['dos\nun', { kind: 'partial', good: 6 }],
    ['', { kind: 'partial', good: 0 }],
    ['dos\ndos\n', { kind: 'mismatch', offset: 4 }],
    ['dos\nunO', { kind: 'mismatch', offset: 6 }],
  ])('on %j', (text, outcome) => {
    expect(on(both, text)).toEqual(outcome)
  })

  test('the same twice must come twice', () => {
    expect(on(['a\n', 'a\n', 'b\n'], 'a\nb\na\n')).toEqual({ kind: 'matched', used: 6 })
    expect(on(['a\n', 'a\n', 'b\n'], 'a\nb\nb\n')).toEqual({ kind: 'mismatch', offset: 4 })
  })

  test('what is asked for is what came, and then what it comes closest to', () => {
    expect(wanted(both, '')).toBe('uno\ndos\n')
    expect(wanted(both, 'dos\n')).toBe('dos\nuno\n')
    expect(wanted(['uno\n', 'dos\n', 'diez\n'], 'uno\ndie!')).toBe('uno\ndiez\ndos\n')
  })

  test('any order of them is right, and however much of it has come may become right', () => {
    const order = fc.shuffledSubarray(['a1\n', 'b22\n', 'c\n', 'd4\n'], { minLength: 4 })
    fc.assert(
      fc.property(order, fc.nat({ max: 11 }), (lines, length) => {
        const text = lines.join('')
        const all = ['a1\n', 'b22\n', 'c\n', 'd4\n']
        expect(on(all, text)).toEqual({ kind: 'matched', used: text.length })
        expect(on(all, text.slice(0, length))).toEqual({ kind: 'partial', good: length })
      }),
    )
  })
})

describe('messages', () => {
  const framing = { kind: 'lines', end: '\n' }
  const withId = (id: number) => ({
    kind: 'message',
    framing,
    data: { kind: 'json-with', keys: { id: { value: id } } },
  })

  test('each is told by its content', () => {
    const both = [withId(1), withId(2)]
    const text = '{"id":2,"n":5}\n{ "id": 1 }\n'
    expect(on(both, text)).toEqual({ kind: 'matched', used: text.length })
    expect(on(both, '{"id":2}\n{"i')).toEqual({ kind: 'partial', good: 9 })
    expect(on(both, '{"id":2}\n{"id":3}\n')).toEqual({ kind: 'mismatch', offset: 9 })
    expect(wanted(both, '{"id":2, "n":5}\n')).toBe('{"id":2, "n":5}\n{"id":1}\n')
  })

  test('a datagram may hold them, and nothing more', () => {
    const matcher = Matcher.parse({ kind: 'in-any-order', of: ['a', 'b'] })
    expect(fitsDatagram(matcher, Buffer.from('ba'))).toBe(true)
    expect(fitsDatagram(matcher, Buffer.from('bac'))).toBe(false)
  })
})
