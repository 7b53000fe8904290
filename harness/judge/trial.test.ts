import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Event, Happening } from '../transcript/event.ts'
import type { Play, Transcript } from '../transcript/transcript.ts'
import { judgeTrial } from './trial.ts'

const peer = 'ana'
const connect: StepInput = { kind: 'connect', peer }
const send: StepInput = { kind: 'send', peer, data: 'ab' }
const expectHola: StepInput = { kind: 'expect', peer, expected: 'hola' }
const steps: readonly StepInput[] = [connect, send, expectHola]

const whole: Delivery = { kind: 'whole' }
const cut: Delivery = { kind: 'cut', step: 1, at: 1 }
const bytewise: Delivery = { kind: 'bytewise' }

function play(delivery: Delivery, ...end: Happening[]): Play {
  const happenings: Happening[] = [
    { kind: 'connected', peer },
    { kind: 'step-ended', step: 0, end: 'met' },
    { kind: 'step-ended', step: 1, end: 'met' },
    ...end,
  ]
  return { delivery, events: happenings.map((one, index): Event => ({ ...one, atMs: index })) }
}

const ended: Happening = { kind: 'step-ended', step: 2, end: 'met' }
const passing = (delivery: Delivery, ...more: Happening[]) =>
  play(delivery, { kind: 'received', peer, data: { text: 'hola' } }, ended, ...more)
const failing = (delivery: Delivery, received: string) =>
  play(delivery, { kind: 'received', peer, data: { text: received } }, ended)
const faulty = (delivery: Delivery, message: string) => play(delivery, { kind: 'fault', message })
const unsure: Happening = { kind: 'sent', peer, bytes: 1, further: true, apart: 'attempted' }

const parse = (some: readonly StepInput[]) => some.map((step) => Step.parse(step))

function judge(plays: readonly Play[], more: Partial<Transcript> = {}, asked = steps) {
  const transcript: Transcript = {
    version: 2,
    check: 'check',
    scenario: 'main',
    lens: 'cuts',
    seed: 1,
    steps: parse(steps),
    plays: [...plays],
    tookMs: 1,
    ...more,
  }
  return judgeTrial({ steps: parse(asked), framing: { kind: 'lines', end: '\n' } }, transcript)
}

describe('over its plays a trial', () => {
  test('passes when all pass, with the weakest evidence', () => {
    expect(judge([passing(whole), passing(cut)])).toEqual({
      verdict: { kind: 'pass', evidence: 'proved' },
      failures: [],
    })
    expect(judge([passing(whole), passing(cut, unsure), passing(bytewise)]).verdict).toEqual({
      kind: 'pass',
      evidence: 'attempted',
    })
  })

  test('fails when one fails, and names all that do, in their order', () => {
    const { verdict, failures } = judge([
      passing(whole),
      faulty(whole, 'no room'),
      failing(cut, 'hox'),
      passing(whole),
      failing(bytewise, 'x'),
    ])
    expect(verdict).toMatchObject({ kind: 'fail', cause: { kind: 'wrong-bytes', offset: 2 } })
    expect(failures.map(({ delivery }) => delivery)).toEqual([cut, bytewise])
    expect(failures[0]?.verdict).toBe(verdict)
    expect(failures[1]?.verdict).toMatchObject({ cause: { offset: 0 } })
  })

  test('is not judged when one could not be and none fails; the first reason counts', () => {
    const plays = [passing(whole), faulty(cut, 'first'), faulty(bytewise, 'second')]
    expect(judge(plays)).toEqual({
      verdict: { kind: 'unjudged', because: 'harness-fault', detail: 'first' },
      failures: [],
    })
  })

  test('is not judged when there is none', () => {
    expect(judge([])).toEqual({
      verdict: { kind: 'unjudged', because: 'no-transcript' },
      failures: [],
    })
  })
})

describe('a lens that could not be had', () => {
  test.each(['nothing-to-deliver', 'not-for-this-program'] as const)(
    'does not count: %s',
    (impossible) => {
      expect(judge([], { impossible })).toEqual({
        verdict: { kind: 'skipped', because: impossible },
        failures: [],
      })
    },
  )

  test('is not judged where the machine is to blame', () => {
    expect(judge([], { impossible: 'not-on-this-machine' })).toEqual({
      verdict: { kind: 'unjudged', because: 'not-on-this-machine' },
      failures: [],
    })
  })
})

describe('a changed assignment', () => {
  const changed = { verdict: { kind: 'unjudged', because: 'scenario-changed' }, failures: [] }

  test.each<[string, readonly StepInput[]]>([
    ['another step', [...steps, { kind: 'expectExit' }]],
    ['a step less', [connect, send]],
    ['another payload', [connect, { ...send, data: 'abc' }, expectHola]],
    ['another peer', [connect, send, { ...expectHola, peer: 'beto' }]],
    ['another kind of step', [connect, send, { kind: 'expectSilence', peer }]],
  ])('that plays otherwise is not judged: %s', (_, asked) => {
    expect(judge([passing(whole)], {}, asked)).toEqual(changed)
    expect(judge([failing(whole, 'x')], {}, asked)).toEqual(changed)
  })

  test('that only expects otherwise is judged on what was played', () => {
    const asked: StepInput[] = [connect, send, { kind: 'expect', peer, expected: 'HOLA' }]
    expect(judge([failing(whole, 'HOLA')], {}, asked).verdict.kind).toBe('pass')
    expect(judge([passing(whole)], {}, asked).verdict.kind).toBe('fail')
  })

  test.each<[string, StepInput, StepInput]>([
    ['an end', { kind: 'expectClose', peer }, { kind: 'expectClose', peer, how: 'either' }],
    ['output', { kind: 'expectOutput', expected: 'a' }, { kind: 'expectOutput', expected: 'b' }],
    ['an exit code', { kind: 'expectExit' }, { kind: 'expectExit', code: 0 }],
    [
      'the answer to a fence',
      { kind: 'fence', peer, data: 'a', expected: 'b' },
      { kind: 'fence', peer, data: 'a', expected: 'c' },
    ],
    [
      'a datagram',
      { kind: 'expectDatagram', peer, expected: 'a' },
      { kind: 'expectDatagram', peer, expected: 'b' },
    ],
  ])('may expect %s in another way', (_, played, asked) => {
    const { verdict } = judge([play(whole)], { steps: parse([connect, played]) }, [connect, asked])
    expect(verdict).not.toMatchObject({ because: 'scenario-changed' })
  })
})
