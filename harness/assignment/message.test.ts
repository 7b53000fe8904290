import { expect, test } from 'vitest'
import { Framing } from './framing.ts'
import { messageProblems, withFraming } from './message.ts'
import { Payload, payloadBytes } from './payload.ts'
import { Step, type StepInput } from './step.ts'

const message = { kind: 'message', data: 'hola' } as const
const ended = { kind: 'end' } as const
const on = (framing: unknown, ...steps: readonly StepInput[]) =>
  steps.map((step) => withFraming(Step.parse(step), Framing.parse(framing)))

test.each([
  [{ kind: 'lines' }, 'hola\n'],
  [{ kind: 'length-prefixed' }, '\0\0\0\u0004hola'],
  [{ kind: 'length-prefixed', bytes: 2, endian: 'little' }, '\u0004\0hola'],
  [{ kind: 'fixed', bytes: 4 }, 'hola'],
  [{ kind: 'until-close' }, 'hola'],
])('a message in the framing %j', (framing, expected) => {
  const payload = Payload.parse({ ...message, framing })
  expect(Buffer.from(payloadBytes(payload)).toString()).toBe(expected)
})

test('every message of a scenario gets the framing of its assignment, but for one of its own', () => {
  const lines = { kind: 'lines', end: '\n' } as const
  const own = { kind: 'fixed', bytes: 4 } as const
  const peer = 'ana'
  const contains = { kind: 'contains', data: message } as const
  const steps = on(
    lines,
    { kind: 'connect', peer },
    { kind: 'send', peer, data: message },
    { kind: 'send', peer, data: { ...message, framing: own } },
    { kind: 'stdin', data: message },
    { kind: 'expect', peer, expected: message },
    { kind: 'expect', peer, expected: 'hola' },
    { kind: 'expectOutput', expected: contains },
    { kind: 'fence', peer, data: message, expected: message },
    { kind: 'sendDatagram', peer, data: message },
    { kind: 'expectDatagram', peer, expected: message },
    { kind: 'expect', peer, expected: { kind: 'in-any-order', of: [message, 'x'] } },
  )
  expect(steps).toMatchObject([
    {},
    { data: { framing: lines } },
    { data: { framing: own } },
    { data: { framing: lines } },
    { expected: { framing: lines } },
    { expected: { kind: 'exactly' } },
    { expected: { data: { framing: lines } } },
    { data: { framing: lines }, expected: { framing: lines } },
    { data: { framing: lines } },
    { expected: { framing: lines } },
    { expected: { of: [{ framing: lines }, { kind: 'text' }] } },
  ])
})

test('messages inside of other matchers get it too', () => {
  const lines = { kind: 'lines', end: '\n' } as const
  const first = '.* 200 .*'
  const steps = on(
    lines,
    { kind: 'expect', peer: 'ana', expected: { kind: 'one-of', of: [message, [message, ended]] } },
    { kind: 'expect', peer: 'ana', expected: { kind: 'head', first, body: message } },
    { kind: 'expect', peer: 'ana', expected: { kind: 'head', first, body: { kind: 'anything' } } },
    { kind: 'expect', peer: 'ana', expected: { kind: 'head', first } },
  )
  const framed = { kind: 'exactly', data: { framing: lines } }
  expect(steps).toMatchObject([
    { expected: { of: [[framed], [framed, ended]] } },
    { expected: { body: { framing: lines } } },
    { expected: { body: { kind: 'anything' } } },
    { expected: { first: { pattern: first } } },
  ])
})

test('without an assignment a message has no bytes', () => {
  expect(() => payloadBytes(Payload.parse(message))).toThrow('no framing')
})

test.each([
  [{ kind: 'lines' }, 'hola', []],
  [{ kind: 'lines' }, 'ho\nla', [[0, 'data']]],
  [{ kind: 'length-prefixed', bytes: 1 }, 'x'.repeat(255), []],
  [{ kind: 'length-prefixed', bytes: 1 }, 'x'.repeat(256), [[0, 'data']]],
  [{ kind: 'fixed', bytes: 3 }, 'hola', [[0, 'data']]],
  [{ kind: 'until-close' }, 'hola', [[0, 'data']]],
])('what is no message of %j', (framing, data, paths) => {
  const steps = on(framing, { kind: 'send', peer: 'ana', data: { kind: 'message', data } })
  expect(messageProblems(steps).map(({ path }) => path)).toEqual(paths)
})

test('keys fit any framing, and what is no message is not looked at', () => {
  const expected = {
    kind: 'message',
    data: { kind: 'json-with', keys: { a: 'anything' } },
  } as const
  const steps = on(
    { kind: 'lines' },
    { kind: 'expect', peer: 'ana', expected },
    { kind: 'expect', peer: 'ana', expected: 'hola' },
    { kind: 'expect', peer: 'ana', expected: { kind: 'in-any-order', of: [expected, 'a'] } },
    { kind: 'thaw' },
  )
  expect(messageProblems(steps)).toEqual([])
})

test('content that is not known yet fits a framing that has messages', () => {
  const capture = { kind: 'capture' as const, as: 't' }
  const data = { kind: 'parts' as const, of: ['T ', capture] }
  const paths = (kind: string) =>
    messageProblems(
      on(
        { kind },
        { kind: 'expect', peer: 'ana', expected: { kind: 'message', data } },
        { kind: 'send', peer: 'ana', data: { kind: 'message', data: 'a' } },
      ),
    ).map(({ path }) => path)
  expect(paths('lines')).toEqual([])
  expect(paths('until-close')).toEqual([
    [0, 'expected'],
    [1, 'data'],
  ])
})
