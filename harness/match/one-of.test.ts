import { expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { expectedBytes, focusOn, match } from './match.ts'

const ok = { kind: 'matches', form: 'ok' } as const
const bye = { kind: 'matches', form: 'ok, bye' } as const
const end = { kind: 'end' } as const
const matcher = Matcher.parse({ kind: 'one-of', of: [[ok, 'más\n'], [bye, end], 'nada\n'] })
const on = (text: string, ending: 'open' | 'fin' | 'reset' = 'open') => ({
  seen: match(matcher, Buffer.from(text), ending),
  ...focusOn(matcher, Buffer.from(text), ending),
})

test.each([
  ['ok\nmás\n', 'open', { kind: 'matched', used: 8 }],
  ['ok, bye\n', 'fin', { kind: 'matched', used: 8 }],
  ['ok, bye\n', 'reset', { kind: 'matched', used: 8 }],
  ['nada\n', 'open', { kind: 'matched', used: 5 }],
  ['ok, bye\n', 'open', { kind: 'partial', good: 8 }],
  ['ok\nm', 'open', { kind: 'partial', good: 4 }],
  ['ok, bye\nm', 'open', { kind: 'mismatch', offset: 8 }],
] as const)('%j %s', (text, ending, seen) => {
  expect(on(text, ending).seen).toEqual(seen)
})

test('what is told of is the part that is due in the alternative that came furthest', () => {
  expect(on('ok\n')).toMatchObject({ leaf: { kind: 'exactly' }, start: 3 })
  expect(on('ok\n', 'fin')).toMatchObject({ leaf: { kind: 'exactly' }, start: 3 })
  expect(on('ok, bye\nmás')).toMatchObject({ leaf: { kind: 'end' }, start: 8 })
  expect(on('na')).toMatchObject({ leaf: { kind: 'exactly' }, start: 0 })
  expect(on('')).toMatchObject({ leaf: { kind: 'matches' }, start: 0 })
})

test('only the first part of an alternative has bytes that are expected now', () => {
  expect(expectedBytes(matcher, Buffer.from('na'))).toEqual(Buffer.from('nada\n'))
  expect(expectedBytes(matcher, Buffer.from('ok\n'))).toBeUndefined()
})

test('an alternative without parts is no assignment', () => {
  expect(() => match({ kind: 'one-of', of: [[]] }, Buffer.from('a'))).toThrow('no parts')
})
