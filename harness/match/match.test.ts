import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { expectedBytes, match } from './match.ts'

const on = (matcher: Parameters<typeof Matcher.parse>[0], text: string) =>
  match(Matcher.parse(matcher), Buffer.from(text))

describe('exactly', () => {
  test.each([
    ['hola', 'hola', { kind: 'matched', used: 4 }],
    ['hola', 'hola y más', { kind: 'matched', used: 4 }],
    ['hola', 'ho', { kind: 'partial', good: 2 }],
    ['hola', '', { kind: 'partial', good: 0 }],
    ['hola', 'hoLa', { kind: 'mismatch', offset: 2 }],
    ['', '', { kind: 'matched', used: 0 }],
  ])('%j on %j', (expected, bytes, outcome) => {
    expect(on(expected, bytes)).toEqual(outcome)
  })

  test('hexadecimal digits stand for bytes', () => {
    const matcher = { kind: 'exactly', data: { kind: 'hex', hex: '68 6f', times: 2 } }
    expect(on(matcher, 'hoho')).toEqual({ kind: 'matched', used: 4 })
  })
})

describe('one of', () => {
  const oneOf = { kind: 'one-of', of: ['uno\ndos\n', 'dos\nuno\n', 'dos\n'] } as const
  test.each([
    ['uno\ndos\n', { kind: 'matched', used: 8 }],
    ['dos\nuno\ny', { kind: 'matched', used: 8 }],
    ['dos\n', { kind: 'matched', used: 4 }],
    ['dos', { kind: 'partial', good: 3 }],
    ['', { kind: 'partial', good: 0 }],
    ['dosuno', { kind: 'mismatch', offset: 3 }],
  ])('on %j', (bytes, outcome) => {
    expect(on({ ...oneOf, of: [...oneOf.of] }, bytes)).toEqual(outcome)
  })

  test('what is asked for is what the bytes come closest to', () => {
    const closest = (bytes: string) =>
      Buffer.from(expectedBytes(Matcher.parse({ ...oneOf }), Buffer.from(bytes))!).toString()
    expect(closest('dos\nu')).toBe('dos\nuno\n')
    expect(closest('')).toBe('uno\ndos\n')
  })
})

describe('contains', () => {
  const contains = { kind: 'contains', data: 'gracias' }
  test.each([
    ['muchas gracias!', { kind: 'matched', used: 14 }],
    ['gra\ncias', { kind: 'partial', good: 3 }],
    ['nada', { kind: 'partial', good: 0 }],
    ['', { kind: 'partial', good: 0 }],
  ])('on %j', (bytes, outcome) => {
    expect(on(contains, bytes)).toEqual(outcome)
  })

  test('the longest prefix in one piece is what a slow search finds too', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (text, expected) => {
        fc.pre(!text.includes(expected))
        let good = 0
        while (text.includes(expected.slice(0, good + 1))) good += 1
        expect(on({ kind: 'contains', data: expected }, text)).toEqual({ kind: 'partial', good })
      }),
    )
  })
})

test('anything takes at least one byte, and all that are there', () => {
  expect(on({ kind: 'anything' }, '')).toEqual({ kind: 'partial', good: 0 })
  expect(on({ kind: 'anything' }, 'abc')).toEqual({ kind: 'matched', used: 3 })
})

test('only what asks for bytes has expected bytes', () => {
  expect(expectedBytes(Matcher.parse('hola'), new Uint8Array())).toEqual(Buffer.from('hola'))
  expect(expectedBytes(Matcher.parse({ kind: 'anything' }), new Uint8Array())).toBeUndefined()
})
