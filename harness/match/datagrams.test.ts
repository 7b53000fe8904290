import { expect, test } from 'vitest'
import { Matcher } from '../assignment/matcher.ts'
import { fitsDatagram } from './datagrams.ts'

const message = { kind: 'message', data: '{"a":1}', framing: { kind: 'lines', end: '\n' } }

test.each([
  ['hola', 'hola', true],
  ['hola', 'hola!', false],
  [{ kind: 'contains', data: 'ol' }, 'hola', true],
  [{ kind: 'contains', data: 'lo' }, 'hola', false],
  [{ kind: 'one-of', of: ['a', 'b'] }, 'b', true],
  [{ kind: 'one-of', of: ['a', 'b'] }, 'ab', false],
  [message, '{"a":1}\n', true],
  [message, '{"a":1}\nmore', false],
  [{ kind: 'anything' }, '', true],
])('%j and a datagram %j', (matcher, data, fits) => {
  expect(fitsDatagram(Matcher.parse(matcher), Buffer.from(data))).toBe(fits)
})
