import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from './json.ts'

test('what cannot be seen is escaped, and reads back as it was', () => {
  const value = { 'a\u2028': 'x\u202ey\u001b[31m\u009b\u{e0001}ñ漢\n', list: [1, true, null] }
  const text = jsonText(value)
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(text).toContain('\\u202e')
  expect(text).toContain('\\udb40\\udc01')
  expect(text).toContain('ñ漢')
  expect(JSON.parse(text)).toEqual(value)
})

test('any value reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonText(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )
})
