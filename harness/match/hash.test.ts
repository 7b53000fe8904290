import { expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { sha256 } from '../lib/digest.ts'
import { expectedBytes, focusOn, match, wantedBytes } from './match.ts'

const text = 'una respuesta larga\n'.repeat(1000)
const bytes = Buffer.from(text)
const matcher = Matcher.parse({ kind: 'hash', length: bytes.length, sha256: sha256(bytes) })

test('the examples of the standard', () => {
  expect(sha256(Buffer.from('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(sha256(Buffer.from(''))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test('matches these bytes, whatever follows, and nothing else', () => {
  expect(match(matcher, bytes)).toEqual({ kind: 'matched', used: bytes.length })
  expect(match(matcher, Buffer.from(`${text}more`))).toEqual({
    kind: 'matched',
    used: bytes.length,
  })
  expect(match(matcher, bytes.subarray(1))).toEqual({ kind: 'partial', good: 0 })
  expect(match(matcher, Buffer.from(`x${text.slice(1)}`))).toEqual({ kind: 'mismatch', offset: 0 })
  expect(expectedBytes(matcher, bytes)).toBeUndefined()
  expect(Buffer.from(wantedBytes(focusOn(matcher, bytes).leaf, bytes)!).toString()).toMatch(
    /^<20000 bytes, SHA-256 [0-9a-f]{64}>$/,
  )
})

test('a hash is 64 digits in lower case', () => {
  const of = (digits: string) =>
    Matcher.safeParse({ kind: 'hash', length: 3, sha256: digits }).success
  expect(of('0'.repeat(64))).toBe(true)
  expect(of('A'.repeat(64))).toBe(false)
  expect(of('0'.repeat(63))).toBe(false)
})
