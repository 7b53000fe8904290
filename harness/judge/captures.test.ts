import { describe, expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import { sha256 } from '../lib/digest.ts'
import type { Event, Happening, StepEnd } from '../transcript/event.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { judgePlay } from './play.ts'
import { snippet } from './snippet.ts'
import { judgeTrial } from './trial.ts'

const framing = { kind: 'lines', end: '\n' } as const
const connect = (peer: string) => ({ kind: 'connect', peer })
const hears = (peer: string, expected: unknown, as?: string) => ({
  kind: 'expect',
  peer,
  expected,
  as,
})
const token = {
  kind: 'message',
  framing,
  data: { kind: 'parts', of: ['TOKEN ', { kind: 'capture', as: 'token' }] },
}
const uses = (name: string) => ({ kind: 'captured', name })
const exactly = (data: unknown) => ({ kind: 'exactly', data })

const connected = (peer: string): Happening => ({ kind: 'connected', peer })
const received = (peer: string, text: string): Happening => ({
  kind: 'received',
  peer,
  data: { text },
})
const ended = (step: number, end: StepEnd = 'met'): Happening => ({ kind: 'step-ended', step, end })

const parse = (steps: readonly unknown[]) => steps.map((step) => Step.parse(step))
const stamped = (happenings: readonly Happening[]) =>
  happenings.map((happening, index): Event => ({ ...happening, atMs: index }))
const judge = (steps: readonly unknown[], happenings: readonly Happening[]) =>
  judgePlay({ steps: parse(steps), framing }, { events: stamped(happenings) })

const session = [
  connect('ana'),
  hears('ana', token),
  { kind: 'send', peer: 'ana', data: { kind: 'parts', of: ['USE ', uses('token'), '\n'] } },
  hears('ana', exactly({ kind: 'parts', of: ['OK ', uses('token'), '\n'] })),
]
const answers = (first: string, second: string) => [
  connected('ana'),
  ended(0),
  received('ana', first),
  ended(1),
  ended(2),
  received('ana', second),
  ended(3),
]

describe('what was captured is what later steps expect', () => {
  test('a server that keeps its word', () => {
    expect(judge(session, answers('TOKEN x7\n', 'OK x7\n'))).toEqual({
      kind: 'pass',
      evidence: 'proved',
    })
  })

  test('a server that does not', () => {
    expect(judge(session, answers('TOKEN x7\n', 'OK x8\n'))).toMatchObject({
      kind: 'fail',
      cause: { kind: 'wrong-bytes', expected: { text: 'OK x7\n' }, received: { text: 'OK x8\n' } },
    })
  })

  test('a step without what it needs was not played', () => {
    const early = [connect('ana'), hears('ana', exactly(uses('token')))]
    expect(judge(early, [connected('ana'), ended(0), ended(1)])).toEqual({
      kind: 'unjudged',
      because: 'scenario-changed',
    })
  })

  test('the failure before decides', () => {
    const happenings = [connected('ana'), ended(0), received('ana', 'NO\n'), ended(1, 'impossible')]
    expect(judge(session, happenings)).toMatchObject({
      kind: 'fail',
      cause: { kind: 'wrong-message', expected: { text: 'TOKEN <token>' } },
    })
  })
})

describe('judging again', () => {
  const play = {
    delivery: { kind: 'whole' as const },
    events: stamped(answers('TOKEN 1\n', 'OK 1\n')),
  }
  const transcript: Transcript = {
    version: 2,
    check: 'a',
    scenario: 'main',
    lens: 'whole',
    seed: 1,
    steps: parse(session),
    plays: [play],
    tookMs: 1,
  }
  const verdict = (steps: readonly unknown[]) =>
    judgeTrial({ steps: parse(steps), framing }, transcript).verdict

  test('another expectation changes nothing that was played', () => {
    expect(verdict(session).kind).toBe('pass')
    expect(verdict(session.with(3, hears('ana', 'OK 1\n'))).kind).toBe('pass')
  })

  test('another capture would have sent something else', () => {
    const other = { ...token, data: { ...token.data, of: ['T', { kind: 'capture', as: 'token' }] } }
    expect(verdict(session.with(1, hears('ana', other)))).toEqual({
      kind: 'unjudged',
      because: 'scenario-changed',
    })
  })
})

describe('the same order', () => {
  const orders = [
    connect('ana'),
    connect('beto'),
    hears('ana', { kind: 'in-any-order', of: ['uno\n', 'dos\n'] }, 'order'),
    hears('beto', exactly(uses('order'))),
  ]
  const seen = (ana: string, beto: string) =>
    judge(orders, [
      connected('ana'),
      connected('beto'),
      ended(0),
      ended(1),
      received('ana', ana),
      received('beto', beto),
      ended(2),
      ended(3, 'settled'),
    ])

  test.each(['uno\ndos\n', 'dos\nuno\n'])('%j twice', (order) => {
    expect(seen(order, order).kind).toBe('pass')
  })

  test('another one is named so', () => {
    expect(seen('dos\nuno\n', 'uno\ndos\n')).toMatchObject({
      kind: 'fail',
      cause: { kind: 'other-order', peer: 'beto', other: 'ana' },
    })
  })

  test('what is not the same at all is wrong', () => {
    expect(seen('dos\nuno\n', 'tres\n')).toMatchObject({ cause: { kind: 'wrong-bytes' } })
    const [, , , last] = orders
    const elsewhere = [connect('ana'), connect('beto'), hears('ana', 'dos\n', 'order'), last]
    expect(
      judge(elsewhere, [
        connected('ana'),
        connected('beto'),
        ended(0),
        ended(1),
        received('ana', 'dos\n'),
        ended(2),
        received('beto', 'uno\n'),
        ended(3),
      ]),
    ).toMatchObject({ cause: { kind: 'wrong-bytes' } })
  })

  test('one of them missing is missing', () => {
    expect(seen('dos\n', 'dos\n')).toMatchObject({
      cause: { kind: 'missing-bytes', expected: { text: 'dos\nuno\n' }, offset: 4 },
    })
  })
})

describe('a hash', () => {
  const text = 'una imagen\n'
  const expected = { kind: 'hash', length: text.length, sha256: sha256(Buffer.from(text)) }
  const steps = [connect('ana'), hears('ana', expected)]
  const seen = (bytes: string, ...more: readonly Happening[]) =>
    judge(steps, [
      connected('ana'),
      ended(0),
      ...(bytes === '' ? [] : [received('ana', bytes)]),
      ...more,
      ended(1, 'impossible'),
    ])

  test('the right bytes', () => {
    expect(seen(text).kind).toBe('pass')
  })

  test('others, as many', () => {
    expect(seen('una imagem\n!')).toMatchObject({
      kind: 'fail',
      cause: { kind: 'wrong-hash', length: 11, count: 11, begins: { text: 'una imagem\n!' } },
    })
  })

  test('fewer', () => {
    expect(seen('una ', { kind: 'fin', peer: 'ana' })).toMatchObject({
      cause: { kind: 'wrong-hash', length: 11, count: 4, begins: { text: 'una ' } },
    })
    expect(seen('una ', { kind: 'reset', peer: 'ana' })).toMatchObject({ cause: { kind: 'reset' } })
  })

  test('none', () => {
    expect(seen('')).toMatchObject({ cause: { kind: 'no-answer' } })
  })
})

test('Python alone cannot send what was captured; what is expected it only shows', () => {
  const scene = {
    role: 'server',
    port: { given: 'fixed', port: 9000 },
    family: 'ipv4',
    steps: parse(session),
    delivery: { kind: 'whole' },
    seed: 1,
  } as const
  expect(snippet(scene)).toBeUndefined()
  const steps = parse([session[0], session[1], session[3]])
  expect(snippet({ ...scene, steps })?.at(-1)).toBe('show("ana", ana)')
})
