import { expect, test } from 'vitest'
import { framingWith } from '../assignment/test-codec.ts'
import type { Step } from '../assignment/step.ts'
import type { Event } from '../transcript/event.ts'
import { explain } from './explain.ts'
import { judgePlay } from './play.ts'
import { pythonBytes } from './python-bytes.ts'
import { isOurFault } from './verdict.ts'

const framing = framingWith()
const peer = 'ana'
const ofMessage = (text: string) =>
  ({ kind: 'message', framing, data: { kind: 'text', text, times: 1 } }) as const
const steps: readonly Step[] = [
  { kind: 'connect', peer },
  { kind: 'expect', peer, expected: ofMessage('hola') },
]

/** What the judge says when the program has sent these bytes. */
function judged(...bytes: readonly number[]) {
  const happened = [
    { kind: 'connected', peer },
    { kind: 'step-ended', step: 0, end: 'met', limitMs: 5000 },
    { kind: 'received', peer, data: { base64: Buffer.from(bytes).toString('base64') } },
    { kind: 'step-ended', step: 1, end: 'impossible', limitMs: 5000 },
  ] as const
  const events = happened.map((one, atMs): Event => ({ ...one, atMs }))
  return judgePlay({ steps, framing }, { events })
}

test('a message of a codec passes', () => {
  expect(judged(4, ...Buffer.from('hola'))).toEqual({ kind: 'pass', evidence: 'proved' })
})

test('a codec that fails leaves it open, with what it did', () => {
  const verdict = judged(254)
  expect(verdict).toEqual({
    kind: 'unjudged',
    because: 'codec-fault',
    detail: './codec.ts: decode() throw I do not know 254',
  })
  expect(['codec-fault', 'harness-fault', 'overloaded', null].map(isOurFault)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('what is no message is lost for what the codec says of it', () => {
  const verdict = judged(255, 1)
  if (verdict.kind !== 'fail') throw new Error(verdict.kind)
  expect(verdict.cause).toMatchObject({ kind: 'wrong-message', fault: 'invalid' })
  const { explanation } = explain(verdict.cause)
  expect(explanation).toMatchInlineSnapshot(`
    {
      "en": "ana received bytes that cannot be a message, "\\xff\\u{1}": it is 255; the message should be "hola".",
      "es": "A ana le llegaron bytes que no pueden ser un mensaje, "\\xff\\u{1}": es 255; el mensaje debería ser "hola".",
    }
  `)
})

test('any other fault of the judge is no verdict', () => {
  const unknown = { kind: 'codec', file: './codec.ts' } as const
  const send: Step = { kind: 'expect', peer, expected: { ...ofMessage('x'), framing: unknown } }
  const received = { kind: 'received', peer, data: { text: 'x' }, atMs: 1 } as const
  const events: Event[] = [
    { kind: 'connected', peer, atMs: 0 },
    received,
    { kind: 'step-ended', step: 0, end: 'met', limitMs: 5000, atMs: 2 },
  ]
  expect(() => judgePlay({ steps: [send], framing: unknown }, { events })).toThrow('not loaded')
})

test('without a grader its bytes are sent as they are', () => {
  expect(pythonBytes(ofMessage('hola'))).toBe('bytes.fromhex("04686f6c61")')
})
