import { describe, expect, test } from 'vitest'
import { fits, Form, formFault, patternFault } from './pattern.ts'

describe('patterns that are taken', () => {
  test.each([
    'hola',
    String.raw`HTTP/1\.[01] 200(?: .*)?`,
    String.raw`(?<name>[a-z]+)=(?i:ok|yes)`,
    String.raw`\d{1,3}\.\d{1,3}`,
    String.raw`(?:[0-9a-f]{2}:){5}[0-9a-f]{2}`,
    String.raw`.*GET.*HEAD.*|.*HEAD.*GET.*`,
    String.raw`[\])(*+?{}]+ \p{L}+ \u{1F50C}`,
    String.raw`a{2,}b{1,9}?`,
    String.raw`\(\d+\)`,
  ])('%s', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined()
  })
})

describe('patterns that are refused', () => {
  test.each([
    ['(', 'cannot be read'],
    [String.raw`\-`, 'cannot be read'],
    ['a)|(?:b', 'cannot be read'],
    [String.raw`(a)\1`, 'refers back'],
    [String.raw`(?<a>a)\k<a>`, 'refers back'],
    ['(?=a)a', 'looks ahead'],
    ['(?<!a)b', 'looks ahead'],
    ['(a+)+', 'repeats a group'],
    ['(a*){2}', 'repeats a group'],
    ['(?:(?:a?)b)*', 'repeats a group'],
    ['(?:a|a)*', 'repeats a group'],
    ['(?:a{1,2}){3,}', 'repeats a group'],
    ['.*a.*b.*c.*d', 'too many repetitions'],
    ['.*(?:a.*b|c).*d.{0,100}', 'too many repetitions'],
  ])('%s %s', (pattern, because) => {
    expect(patternFault(pattern)?.en).toContain(because)
    expect(patternFault(pattern)?.es).not.toBe('')
  })
})

test('a text fits as a whole or not at all', () => {
  expect(fits('a|bc', 'bc')).toBe(true)
  expect(fits('a|bc', 'abc')).toBe(false)
  expect(fits('.', '🔌')).toBe(true)
  expect(fits('a', 'a\n')).toBe(false)
})

test('a form is a pattern, with an example where there is one, which must fit', () => {
  expect(formFault(Form.parse('[ab]'))).toBeUndefined()
  expect(formFault(Form.parse({ pattern: '[ab]', like: 'a' }))).toBeUndefined()
  expect(formFault(Form.parse({ pattern: '[ab]', like: 'c' }))?.en).toContain('the example "c"')
  expect(formFault(Form.parse('[a'))?.en).toContain('cannot be read')
  expect(Form.safeParse('').success).toBe(false)
})
