import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visible, visibleBytes, visibleCommand } from './quote.ts'

test('whatever cannot be seen becomes visible', () => {
  const hidden = [
    '\u001B',
    '\u0085',
    '\u061C',
    '\u00AD',
    '\u200B',
    '\u202E',
    '\u2060',
    '\u2066',
    '\uFEFF',
    '\uFFF9',
    '\u{E0041}',
  ]
  for (const character of hidden) expect(visible(character)).toMatch(/^\\u\{[0-9a-f]+\}$/)
  expect(visible('a\n\r\t\0\\b')).toBe('a\\n\\r\\t\\0\\\\b')
  expect(visible('ñandú 你好 🔌')).toBe('ñandú 你好 🔌')
})

test('a command keeps the backslashes that a shell reads, and nothing that a terminal obeys', () => {
  expect(visibleCommand(String.raw`replay $'a\x5cb'` + '\u001B')).toBe(
    String.raw`replay $'a\x5cb'\u{1b}`,
  )
})

test('bytes that are no text are shown one by one', () => {
  expect(visibleBytes(Buffer.from([0xff, 0x61, 0xc3, 0xb1, 0xc3, 0xed, 0xa0, 0x80]))).toBe(
    '\\xffañ\\xc3\\xed\\xa0\\x80',
  )
})

test('nothing is left of a command for a CI runner, however it is put together', () => {
  expect(visible('a ##[error] b')).toBe(String.raw`a ##\u{5b}error] b`)
  expect(visibleBytes(Buffer.from('a ##[error] b'))).toBe(String.raw`a ##\u{5b}error] b`)
  expect(visibleBytes(Buffer.from([0xff, ...Buffer.from('##[x')]))).toBe(String.raw`\xff##\u{5b}x`)
})

test('a text is shown as its characters are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const characters = Array.from(text.replaceAll('#', ''))
      const raw = Buffer.from(characters.join(''))
      expect(visibleBytes(raw)).toBe(characters.map(visible).join(''))
    }),
  )
})
