import { expect, test } from 'vitest'
import { frame } from '../assignment/frame.ts'
import { Framing } from '../assignment/framing.ts'
import { Matcher } from '../assignment/matcher.ts'
import { withFraming } from '../assignment/message.ts'
import { withCaptured } from '../assignment/captured.ts'
import { Payload, payloadBytes } from '../assignment/payload.ts'
import { framings, matchers, payloads } from '../assignment/reference-entries.ts'
import { Step } from '../assignment/step.ts'
import { match } from './match.ts'

const lines = { kind: 'lines', end: '\n' } as const

/** What fulfils the example of each matcher in the reference. */
const fulfilling = {
  exactly: 'hola\n',
  contains: 'muy hola, ana\n',
  'one-of': 'adiós\n',
  'in-any-order': '* carla entra\n* beto entra\n',
  hash: 'HOLA\n',
  message: '{"user":{"id":7},"token":"x"}\n',
  anything: '\0',
  matches: '7 puntos\n',
  head: 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nhola',
} as const satisfies Readonly<Record<Matcher['kind'], string>>

test.each(Object.entries(fulfilling))('the example of %s is fulfilled by %j', (kind, text) => {
  const { example }: { readonly example: object } = Reflect.get(matchers, kind)
  const step = Step.parse({ kind: 'expect', peer: 'ana', expected: { kind, ...example } })
  const framed = withFraming(step, lines)
  if (framed.kind !== 'expect') throw new Error('it should be an expect')
  const ending = kind === 'one-of' ? 'fin' : 'open'
  expect(match(framed.expected, Buffer.from(text), ending).kind).toBe('matched')
  expect(match(framed.expected, Buffer.from('')).kind).toBe('partial')
})

/** The bytes for which the example of each payload stands. */
const bytesOf = {
  text: 'ñññ',
  hex: '\0\u00FF',
  json: '{"op":"sum","values":[1,2]}',
  parts: 'TOKEN x7\n',
  captured: 'x7',
  message: '{"op":"sum","values":[1,2]}\n',
} as const satisfies Readonly<Record<Payload['kind'], string>>

test.each(Object.entries(bytesOf))('the example of %s stands for %j', (kind, text) => {
  const { example }: { readonly example: object } = Reflect.get(payloads, kind)
  const payload = Payload.parse({
    kind,
    ...(kind === 'message' ? { framing: lines } : {}),
    ...example,
  })
  const values = new Map([['token', { kind: 'text', text: 'x7', times: 1 } as const]])
  const bytes = payloadBytes(withCaptured(payload, values))
  expect(Buffer.from(bytes)).toEqual(Buffer.from(text, kind === 'hex' ? 'latin1' : 'utf8'))
})

/** "hola" in the example of each framing; a codec is a file, of which there is none here. */
const framed = {
  lines: 'hola\r\n',
  'length-prefixed': '\0\0\0\u0004hola',
  fixed: 'hola',
  'until-close': 'hola',
} as const satisfies Readonly<Record<Exclude<Framing['kind'], 'codec'>, string>>

test.each(Object.entries(framed))('the example of %s makes %j', (kind, text) => {
  const { example }: { readonly example: object } = Reflect.get(framings, kind)
  const framing = Framing.parse({ kind, ...example })
  expect(Buffer.from(frame(framing, Buffer.from('hola'))).toString()).toBe(text)
})
