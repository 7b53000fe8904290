import { parseDocument } from 'yaml'
import { describe, expect, test } from 'vitest'
import { messageOf } from '../lib/errors.ts'
import { faultWords } from './syntax.ts'

describe('a mistake in YAML is told in words of ours', () => {
  test.each<[text: string, en: string]>([
    ['a:\n\tb: 1', 'begins with a tab'],
    ['a: 1\na: 2', 'the same key is there twice'],
    ['a:\n  - b\n - c', 'should begin in the same column'],
    ['a:\n  b: 1\n c: 2', 'should begin in the same column'],
    ['a:\n  - b: 1\n   c: 2', 'should begin in the same column'],
    ['a: b: c', 'a text with ": " in it should be in quotes'],
    ['a\nb: 1', 'a key has no ":" after it'],
    ['a: @x', 'it should be in quotes'],
    ['a: "x', 'a quotation mark is missing'],
    [String.raw`a: "\q"`, 'before a character that it cannot be before'],
    ['a: [1, 2', 'a bracket that was opened is not closed'],
    ['a: {b: 1 c: 2}', 'a "," is missing between two parts'],
    ["a: 'it's'", 'a quotation mark or bracket is too many or too few'],
    ['a: [b]]', 'a quotation mark or bracket is too many or too few'],
  ])('%j', (text, en) => {
    const [error] = parseDocument(text, { prettyErrors: false }).errors
    const words = faultWords(error!.message)
    expect(words.en).toContain(en)
    expect(words.es).not.toBe(words.en)
  })
})

describe('a mistake in JSON is told in words of ours', () => {
  test.each<[text: string, en: string]>([
    ['{"a":1,}', 'the last part has no "," behind it'],
    ['{a:1}', 'a key in double quotes should be here'],
    ['{"a" 1}', 'a ":" is missing after a key'],
    ['[1 2]', 'a "," is missing between two parts'],
    ['{"a":1 "b":2}', 'a "," is missing between two parts'],
    ['["x', 'a quotation mark is missing'],
    [String.raw`["\q"]`, 'before a character that it cannot be before'],
    ['["\n"]', 'a line break should be'],
    ['[1]]', 'belongs to no value'],
    ['{"a":tru}', 'belongs to no value'],
    ['', 'the text ends before the data do'],
  ])('%j', (text, en) => {
    const words = faultWords(faultOf(text))
    expect(words.en).toContain(en)
    expect(words.es).not.toBe(words.en)
  })
})

function faultOf(text: string): string {
  try {
    JSON.parse(text)
  } catch (error) {
    return messageOf(error)
  }
  return ''
}

test('what is not known is told as it was, without what a terminal obeys', () => {
  expect(faultWords('odd \u001B[31m')).toEqual({
    en: String.raw`odd \u{1b}[31m`,
    es: String.raw`odd \u{1b}[31m`,
  })
})
