import { describe, expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import type { Event } from '../transcript/event.ts'
import { fulfilled, openCase } from './case.ts'
import { formCause, judgeForm } from './form.ts'
import { judgePart } from './part.ts'
import { judgeExpect } from './peer-steps.ts'
import { judgeOutput } from './program-steps.ts'
import { stepView } from '../transcript/views.ts'

const atMs = 0
const peer = 'ana'
const connected: Event = { kind: 'connected', peer, atMs }
const received = (text: string): Event => ({ kind: 'received', peer, data: { text }, atMs })
const output = (text: string): Event => ({ kind: 'output', stream: 'stdout', data: { text }, atMs })
const fin: Event = { kind: 'fin', peer, atMs }
const reset: Event = { kind: 'reset', peer, atMs }

function judge(expected: object, events: readonly Event[], end: 'settled' | 'impossible') {
  const step = Step.parse({ kind: 'expect', peer, expected })
  const all = [connected, ...events, { kind: 'step-ended', step: 0, end, atMs } as const]
  if (step.kind !== 'expect') throw new Error('it should be an expect')
  return judgeExpect(openCase(all), step, stepView(all, 0)!)
}

const head = { kind: 'head', first: { pattern: '.* 200 .*', like: 'HTTP/1.1 200 OK' } }
const ok = 'HTTP/1.1 200 OK\r\n'

describe('what a peer received', () => {
  test('a wrong first line', () => {
    expect(judge(head, [received('HTTP/1.1 404 No\r\n')], 'impossible')).toEqual({
      kind: 'failed',
      timed: false,
      cause: {
        kind: 'wrong-form',
        peer,
        fault: 'first-line',
        received: { text: 'HTTP/1.1 404 No' },
        size: 15,
        pattern: '.* 200 .*',
        like: 'HTTP/1.1 200 OK',
      },
    })
  })

  test.each([
    [head, [received(ok)], { kind: 'wrong-form', fault: 'cut-short' }],
    [head, [received(ok), fin], { kind: 'wrong-form', fault: 'cut-short' }],
    [head, [received(ok), reset], { kind: 'reset' }],
    [head, [], { kind: 'no-answer' }],
    [head, [fin], { kind: 'closed-early' }],
    [
      { ...head, body: 'hola' },
      [received(`${ok}\r\nho`), fin],
      { kind: 'missing-bytes', offset: 2, received: { text: 'ho' } },
    ],
    [
      { ...head, body: 'hola' },
      [received(`${ok}\r\nhora`), fin],
      { kind: 'wrong-bytes', offset: 2 },
    ],
    [
      { ...head, body: { kind: 'anything' } },
      [received(`${ok}Content-Length: 9\r\n\r\nhola`), fin],
      { kind: 'wrong-form', fault: 'short-body', announced: 9, size: 4 },
    ],
    [
      { kind: 'matches', form: String.raw`\d+` },
      [received('siete\n')],
      { kind: 'wrong-form', fault: 'line', pattern: String.raw`\d+` },
    ],
  ] as const)('%j of %j', (expected, events, cause) => {
    const end = events.length > 1 ? 'impossible' : 'settled'
    expect(judge(expected, events, end)).toMatchObject({ kind: 'failed', cause })
  })

  test('the end of the connection, or something else', () => {
    const one = { kind: 'one-of', of: [[head, { kind: 'end' }], 'nada'] }
    const bye = received(`${ok}\r\n`)
    expect(judge(one, [bye, fin], 'impossible')).toBe(fulfilled)
    const more = judge(one, [bye, received('más')], 'impossible')
    expect(more).toMatchObject({ cause: { kind: 'extra-bytes', extra: { text: 'más' } } })
    const two = { kind: 'one-of', of: [[head, head], 'nada'] }
    expect(judge(two, [bye, fin], 'impossible')).toMatchObject({ cause: { kind: 'closed-early' } })
    expect(judge(two, [bye], 'settled')).toMatchObject({ cause: { kind: 'no-answer' } })
  })
})

describe('what the program wrote', () => {
  const expected = { kind: 'matches', form: String.raw`\d+ puntos`, line: 'any' }
  const exited: Event = { kind: 'exited', exit: { kind: 'code', code: 0 }, atMs }

  function judgeWritten(events: readonly Event[]) {
    const step = Step.parse({ kind: 'expectOutput', stream: 'stdout', expected })
    const all = [...events, { kind: 'step-ended', step: 0, end: 'impossible', atMs } as const]
    if (step.kind !== 'expectOutput') throw new Error('it should be an expectOutput')
    return judgeOutput(openCase(all), step, stepView(all, 0)!)
  }

  test('a line among others, the last one without an end where the program has ended', () => {
    expect(judgeWritten([output('hola\n7 puntos\n')])).toBe(fulfilled)
    expect(judgeWritten([output('hola\n7 puntos'), exited])).toBe(fulfilled)
    expect(judgeWritten([output('hola\n7 puntos')])).toMatchObject({ kind: 'failed' })
  })

  test('no such line', () => {
    expect(judgeWritten([output('hola\nsiete puntos\n'), exited])).toMatchObject({
      cause: { kind: 'wrong-form', stream: 'stdout', fault: 'no-line' },
    })
  })
})

describe('what is not about a form', () => {
  const view = { end: 'met', limitMs: undefined, atMs, until: [], window: [] } as const
  const leaf = { kind: 'matches', form: { pattern: 'a' }, line: 'next', end: '\n' } as const

  test('a text that is right is no failure', () => {
    const part = { peer, bytes: Buffer.from('a\n'), view }
    expect(judgeForm(openCase([]), leaf, part)).toBe(fulfilled)
    expect(formCause(leaf, part.bytes, 'open')).toBeUndefined()
    expect(formCause({ kind: 'anything' }, part.bytes, 'open')).toBeUndefined()
    const withBody = { kind: 'head', first: { pattern: '.*' }, fields: {}, body: hola } as const
    expect(formCause(withBody, Buffer.from('a\r\n\r\nh'), 'open')).toMatchObject({
      fault: 'missing-field',
    })
    expect(formCause(withBody, Buffer.from('HTTP/1.1 200\r\n\r\nh'), 'open')).toBeUndefined()
  })

  test('of a part that matches nothing is missing at a place', () => {
    const bytes = Buffer.from('a')
    const seen = { kind: 'matched', used: 1 } as const
    const part = { peer, expected: bytes, received: bytes, seen }
    expect(judgePart(openCase([]), part, view)).toMatchObject({ cause: { offset: 0 } })
  })
})

const hola = { kind: 'text', text: 'hola', times: 1 } as const
