import { describe, expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { match } from './match.ts'

const on = (more: object, text: string, ending: 'open' | 'fin' = 'open') =>
  match(
    Matcher.parse({ kind: 'matches', form: String.raw`\d+ puntos?`, ...more }),
    Buffer.from(text),
    ending,
  )

const open = { kind: 'partial', good: 0 }
const wrong = { kind: 'mismatch', offset: 0 }

describe('the next line', () => {
  test.each([
    ['7 puntos\nmás', { kind: 'matched', used: 9 }],
    ['7 puntos', open],
    ['nada', open],
    ['nada\n7 puntos\n', wrong],
    ['7 puntos\r\n', wrong],
    ['x'.repeat(5000), wrong],
  ])('%j', (text, outcome) => {
    expect(on({}, text)).toEqual(outcome)
  })

  test('may be ended by CRLF, or by the end of everything', () => {
    expect(on({ end: '\r\n' }, '7 puntos\r\n')).toEqual({ kind: 'matched', used: 10 })
    expect(on({}, '7 puntos', 'fin')).toEqual({ kind: 'matched', used: 8 })
    expect(on({}, '', 'fin')).toEqual(open)
  })
})

describe('any line', () => {
  test.each([
    ['hola\n1 punto\n', { kind: 'matched', used: 13 }],
    [`${'x'.repeat(5000)}\n1 punto\n`, { kind: 'matched', used: 5009 }],
    ['hola\n1 punto', open],
    ['', open],
    ['hola\n', open],
  ])('%j', (text, outcome) => {
    expect(on({ line: 'any' }, text)).toEqual(outcome)
  })
})
