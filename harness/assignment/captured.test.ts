import { expect, test } from 'vitest'
import { namesUsedIn, withCaptured, type Captured } from './captured.ts'

const uses = (name: string) => ({ kind: 'captured', name })
const values = new Map<string, Captured>([
  ['text', { kind: 'text', text: 'ñ', times: 1 }],
  ['bytes', { kind: 'hex', hex: '68 6f', times: 1 }],
  ['number', { kind: 'json', value: 7 }],
])

test('a payload stands where its name stood', () => {
  const of = ['a', uses('text'), uses('bytes'), uses('number')]
  expect(withCaptured({ kind: 'parts', of }, values)).toEqual({
    kind: 'parts',
    of: ['a', values.get('text'), values.get('bytes'), values.get('number')],
  })
})

test('inside of JSON it is a value', () => {
  const value = { a: [uses('text')], b: uses('bytes'), c: uses('number'), d: null }
  expect(withCaptured({ kind: 'json', value }, values)).toEqual({
    kind: 'json',
    value: { a: ['ñ'], b: 'ho', c: 7, d: null },
  })
})

test('what is not known stays, and its name is told', () => {
  const step = { data: { of: [uses('other'), uses('text')] } }
  expect(namesUsedIn(step)).toEqual(['other', 'text'])
  expect(namesUsedIn(withCaptured(step, values))).toEqual(['other'])
})
