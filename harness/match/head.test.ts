import { describe, expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { seeHead } from './head.ts'
import { match } from './match.ts'
import type { Ending } from './seen-text.ts'

const crlf = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))

function see(more: object, bytes: Uint8Array, ending: Ending = 'open') {
  const matcher = Matcher.parse({ kind: 'head', first: String.raw`HTTP/1\.[01] 200.*`, ...more })
  if (matcher.kind !== 'head') throw new Error('it should be a head')
  const seen = seeHead(matcher, bytes, ending)
  if (!('received' in seen)) return seen
  return { ...seen, received: Buffer.from(seen.received).toString() }
}

const length = { fields: { 'content-length': { pattern: '5', like: '5' } } }

describe('a head', () => {
  test.each([
    ['HTTP/1.1 200 OK\n\n', {}],
    ['HTTP/1.0 200\nA: b\nC:d\n\n', {}],
    ['HTTP/1.1 200 OK\nCONTENT-length:   5  \n\n', length],
    ['HTTP/1.1 200 OK\nA: 1\nContent-Length: 5\nB: 2\n\n', length],
    ['HTTP/1.1 200 OK\nx: 1\nX: 2\n\n', { fields: { x: '1, 2' } }],
    ['HTTP/1.1 200 OK\nx:\n\n', { fields: { x: '.*' } }],
  ])('%j is right', (text, more) => {
    const bytes = crlf(text)
    expect(see(more, Buffer.concat([bytes, Buffer.from('rest')]))).toEqual({
      kind: 'right',
      used: bytes.length,
    })
  })

  test.each([
    ['', '', 0],
    ['HTTP', 'HTTP', 0],
    ['NO', 'NO', 0],
    ['HTTP/1.1 200 OK\nA: ', 'A: ', 17],
    ['HTTP/1.1 200 OK\nA: 1\n', '', 23],
  ])('%j may still become one', (text, received, good) => {
    expect(see({}, crlf(text))).toMatchObject({ kind: 'open', fault: 'cut-short', received, good })
  })

  test.each([
    ['HTTP/1.1 404 No\r\n', 'first-line', 'HTTP/1.1 404 No'],
    ['\r\n', 'first-line', ''],
    ['HTTP/1.1 200 OK\n', 'line-end', 'HTTP/1.1 200 OK'],
    ['HTTP/1.1 200 OK\r\nA: 1\n', 'line-end', 'A: 1'],
    ['HTTP/1.1 200 OK\r\n A: 1\r\n', 'folded', ' A: 1'],
    ['HTTP/1.1 200 OK\r\n<html>\r\n', 'no-field', '<html>'],
    ['HTTP/1.1 200 OK\r\nA : 1\r\n', 'no-field', 'A : 1'],
    ['HTTP/1.1 200 OK\r\n\r\n', 'missing-field', ''],
    ['HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n', 'field', '6'],
    [`HTTP/1.1 200 OK\r\n${'A: 1\r\n'.repeat(3000)}`, 'too-long', undefined],
  ])('%j can never be one', (text, fault, received) => {
    expect(see(length, Buffer.from(text))).toMatchObject({
      kind: 'wrong',
      fault,
      ...(received === undefined ? {} : { received }),
    })
  })
})

describe('a body', () => {
  const five = 'HTTP/1.1 200 OK\nContent-Length: 5\n\n'
  const none = 'HTTP/1.1 200 OK\n\n'
  const any = { body: { kind: 'anything' } }

  test.each([
    [five, 'holas', 'open', any, { kind: 'right', used: 43 }],
    [five, 'hol', 'open', any, { kind: 'open', fault: 'short-body', announced: 5 }],
    [five, 'hol', 'fin', any, { kind: 'wrong', fault: 'short-body', received: 'hol' }],
    [five, 'holas', 'open', { body: 'holas' }, { kind: 'body', start: 38, received: 'holas' }],
    [five, '', 'open', { body: 'hola' }, { kind: 'wrong', fault: 'field', received: '5' }],
    [none, 'hola', 'open', any, { kind: 'open', fault: 'no-length', received: 'hola' }],
    [none, 'hola', 'fin', any, { kind: 'right', used: 23 }],
    [none, 'hola', 'reset', any, { kind: 'open', fault: 'no-length' }],
    [none, 'hola', 'open', { body: 'hola' }, { kind: 'open', fault: 'no-length' }],
    [none, 'hola', 'fin', { body: 'hola' }, { kind: 'body', received: 'hola' }],
    [none, 'ho', 'open', { body: 'hola' }, { kind: 'body', received: 'ho' }],
    [none, 'nada', 'open', { body: 'hola' }, { kind: 'body', received: 'nada' }],
  ] as const)('after %j, %j and %s', (head, body, ending, more, seen) => {
    expect(see(more, crlf(head + body), ending)).toMatchObject(seen)
  })

  test.each(['x', '-1', '5, 5', '1e3', '9999999999'])('a length of %s is none', (value) => {
    const bytes = crlf(`HTTP/1.1 200 OK\nContent-Length: ${value}\n\n`)
    expect(see(any, bytes)).toMatchObject({ kind: 'wrong', fault: 'field', received: value })
  })

  test('a request without a length has none', () => {
    const request = { first: 'GET / HTTP/1.1' }
    const bytes = crlf('GET / HTTP/1.1\n\n')
    expect(see({ ...request, ...any }, bytes)).toEqual({ kind: 'right', used: bytes.length })
    expect(see({ ...request, body: 'a' }, bytes)).toMatchObject({ fault: 'missing-field' })
  })
})

test('how far a head and its body have come', () => {
  const on = (text: string, ending: Ending = 'open') =>
    match(Matcher.parse({ kind: 'head', first: '.* 200 OK', body: 'hola' }), crlf(text), ending)
  const head = 'HTTP/1.1 200 OK\nContent-Length: 4\n\n'
  expect(on('HTTP')).toEqual({ kind: 'partial', good: 0 })
  expect(on('HTTP\n')).toEqual({ kind: 'mismatch', offset: 0 })
  expect(on(`${head}ho`)).toEqual({ kind: 'partial', good: 40 })
  expect(on(`${head}no`)).toEqual({ kind: 'mismatch', offset: 38 })
  expect(on(`${head}holaHTTP`)).toEqual({ kind: 'matched', used: 42 })
})
