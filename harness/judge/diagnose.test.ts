import { describe, expect, test } from 'vitest'
import type { Lens } from '../assignment/schema.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Cause } from './cause.ts'
import { diagnose } from './diagnose.ts'
import type { Failure } from './verdict.ts'

const send = (data: string | { readonly kind: 'hex'; readonly hex: string }): StepInput => ({
  kind: 'send',
  peer: 'ana',
  data,
})
const connect: StepInput = { kind: 'connect', peer: 'ana' }
const cut = (step: number, at: number): Delivery => ({ kind: 'cut', step, at })
const cutsAt = (step: number, ...at: number[]): Delivery => ({
  kind: 'pieces',
  cuts: [{ step, at }],
})

const noAnswer: Cause = { kind: 'no-answer', peer: 'ana', unreadBytes: 0 }

/** A trial in which everything was played that `passed` and `failed` name. */
type Tried = {
  readonly lens: Lens
  readonly passed?: readonly Delivery[]
  readonly failed: readonly Delivery[]
  readonly cause?: Cause
  readonly steps?: readonly StepInput[]
}

function diagnosis({ lens, passed = [], failed, cause = noAnswer, steps = salute }: Tried): Cause {
  const parsed = steps.map((step) => Step.parse(step))
  const verdict: Failure = { kind: 'fail', cause, evidence: 'proved', circumstances: {} }
  const plays = [...passed, ...failed].map((delivery) => ({ delivery, events: [] }))
  return diagnose(parsed, {
    scenario: 'main',
    lens,
    verdict,
    failures: failed.map((delivery) => ({ delivery, verdict })),
    transcript: {
      version: 2,
      check: 'check',
      scenario: 'main',
      lens,
      seed: 1,
      steps: parsed,
      plays,
      tookMs: 1,
    },
  })
}

/** Eight bytes: c a f · · space s i; the é is at 3 and 4. */
const salute = [connect, send('café si')]
const inCharacter = cut(1, 4)
const elsewhere = [cut(1, 1), cut(1, 2), cut(1, 3)]

describe('what fails in one lens only has the cause of that lens', () => {
  test('coalesced', () => {
    expect(diagnosis({ lens: 'coalesced', failed: [{ kind: 'coalesced' }] })).toEqual({
      kind: 'reads-past-one-message',
      lens: 'coalesced',
      symptom: 'no-answer',
    })
  })

  test('short writes, also when short reads fail too', () => {
    const writes: Delivery = { kind: 'short-io', what: 'writes' }
    const reads: Delivery = { kind: 'short-io', what: 'reads' }
    const cause = { kind: 'send-without-loop', lens: 'short-io', symptom: 'no-answer' }
    expect(diagnosis({ lens: 'short-io', failed: [writes], passed: [reads] })).toEqual(cause)
    expect(diagnosis({ lens: 'short-io', failed: [writes, reads] })).toEqual(cause)
  })

  test('short reads', () => {
    const reads: Delivery = { kind: 'short-io', what: 'reads' }
    expect(diagnosis({ lens: 'short-io', failed: [reads] })).toEqual({
      kind: 'one-recv-per-message',
      used: 0,
      sent: 8,
      lens: 'short-io',
      symptom: 'no-answer',
    })
  })

  test('byte by byte, with what the program used where that can be counted', () => {
    const failed: readonly Delivery[] = [{ kind: 'bytewise' }]
    expect(diagnosis({ lens: 'bytewise', failed })).toEqual({
      kind: 'one-recv-per-message',
      used: 0,
      sent: 8,
      lens: 'bytewise',
      symptom: 'no-answer',
    })
    const cause: Cause = {
      kind: 'wrong-output',
      stream: 'stdout',
      expected: { text: 'café si' },
      received: { text: 'c' },
      found: 1,
    }
    const steps = [connect, send('café si'), send('!'), connect]
    expect(diagnosis({ lens: 'bytewise', failed, cause, steps })).toMatchObject({
      used: 1,
      sent: 9,
      symptom: 'wrong-output',
    })
  })

  test('a slow reader: what it looked like', () => {
    const cause: Cause = { kind: 'wrong-exit-code', expected: 0, exit: { kind: 'code', code: 1 } }
    const slow = diagnosis({ lens: 'slow-reader', failed: [{ kind: 'slow-reader' }], cause })
    expect(slow).toBe(cause)
    expect(diagnosis({ lens: 'whole', failed: [{ kind: 'whole' }], cause })).toBe(cause)
  })
})

describe('cuts', () => {
  test('the first one that fails is shown, with both sides of it', () => {
    const failed = [cut(1, 2), cut(1, 3)]
    expect(diagnosis({ lens: 'cuts', passed: [cut(1, 1)], failed })).toEqual({
      kind: 'one-recv-per-message',
      used: 0,
      sent: 8,
      cut: { before: { text: 'ca' }, after: { text: 'fé si' } },
      lens: 'cuts',
      symptom: 'no-answer',
    })
  })

  test('only what is near the cut is shown, as bytes where it is no text', () => {
    const steps = [connect, send(`${'ñ'.repeat(20)}|${'x'.repeat(99)}`)]
    expect(diagnosis({ lens: 'cuts', failed: [cut(1, 41)], steps })).toMatchObject({
      cut: {
        before: {
          base64: Buffer.from(`${'ñ'.repeat(20)}|`)
            .subarray(-24)
            .toString('base64'),
        },
        after: { text: 'x'.repeat(24) },
      },
    })
  })

  test('through characters alone fail, and elsewhere pass', () => {
    expect(diagnosis({ lens: 'cuts', passed: elsewhere, failed: [inCharacter] })).toEqual({
      kind: 'decodes-partial-utf8',
      character: 'é',
      cut: { before: { base64: 'Y2Fmww==' }, after: { base64: 'qSBzaQ==' } },
      lens: 'cuts',
      symptom: 'no-answer',
    })
  })

  test.each([
    ['€', 1],
    ['€', 2],
    ['😀', 1],
    ['😀', 3],
    ['\uFEFF', 1],
  ])('through %s after %i of its bytes', (character, at) => {
    const steps = [send(`a${character}b`)]
    const tried = { lens: 'cuts' as const, passed: [cut(0, 1)], failed: [cut(0, 1 + at)], steps }
    expect(diagnosis(tried)).toMatchObject({ kind: 'decodes-partial-utf8', character })
  })

  test('the first failing one through a character is shown, in its own step', () => {
    const steps = [connect, send('café'), send('ñu')]
    const failed = [cut(2, 1), cut(1, 4)]
    const passed = [cut(1, 1)]
    expect(diagnosis({ lens: 'cuts', passed, failed, steps })).toMatchObject({
      kind: 'decodes-partial-utf8',
      character: 'ñ',
      cut: { before: { base64: 'ww==' } },
    })
  })

  test.each<[string, Omit<Tried, 'lens'>]>([
    ['one elsewhere fails too', { passed: [cut(1, 1)], failed: [inCharacter, cut(1, 5)] }],
    ['one elsewhere failed first', { passed: [cut(1, 1)], failed: [cut(1, 3), inCharacter] }],
    ['none elsewhere was tried', { failed: [inCharacter] }],
    ['only characters were cut', { steps: [send('ñé')], passed: [cut(0, 1)], failed: [cut(0, 3)] }],
    [
      'the bytes are no text: a length that looks like the middle of a character',
      {
        steps: [send({ kind: 'hex', hex: '01 85 78' })],
        passed: [cut(0, 2)],
        failed: [cut(0, 1)],
      },
    ],
    [
      'the character has no beginning',
      { steps: [send({ kind: 'hex', hex: '80 80 78' })], passed: [cut(0, 2)], failed: [cut(0, 1)] },
    ],
    [
      'the character has no end',
      { steps: [send({ kind: 'hex', hex: '78 e2 82' })], passed: [cut(0, 1)], failed: [cut(0, 2)] },
    ],
  ])('are not about characters when %s', (_, tried) => {
    expect(diagnosis({ lens: 'cuts', ...tried })).toMatchObject({ kind: 'one-recv-per-message' })
  })
})

describe('pieces that chance has cut', () => {
  test('the smallest failing ones are shown when they are two', () => {
    const { cut: shown, ...rest } = diagnosis({
      lens: 'random',
      failed: [cutsAt(1, 1)],
    }) as Extract<Cause, { kind: 'one-recv-per-message' }>
    expect(rest).toMatchObject({ kind: 'one-recv-per-message', lens: 'random' })
    expect(shown).toEqual({ before: { text: 'c' }, after: { text: 'afé si' } })
  })

  test.each<[string, Delivery]>([
    ['three of one payload', cutsAt(1, 1, 5)],
    [
      'two of two payloads each',
      {
        kind: 'pieces',
        cuts: [
          { step: 1, at: [1] },
          { step: 2, at: [1] },
        ],
      },
    ],
    ['none', { kind: 'pieces', cuts: [] }],
  ])('no cut is shown when they are %s', (_, delivery) => {
    const steps = [...salute, send('ab')]
    const cause = diagnosis({ lens: 'random', failed: [delivery], steps })
    expect(cause.kind).toBe('one-recv-per-message')
    expect(cause).not.toHaveProperty('cut')
  })

  test('are about characters when others that cut none pass', () => {
    const passed = [cutsAt(1, 1, 2), cutsAt(1, 7)]
    const tried = { lens: 'random' as const, passed, failed: [cutsAt(1, 2, 4)] }
    expect(diagnosis(tried)).toMatchObject({
      kind: 'decodes-partial-utf8',
      character: 'é',
      cut: { before: { base64: 'Y2Fmww==' } },
      lens: 'random',
    })
  })

  test('are not, when nothing else is known to pass', () => {
    const alone = diagnosis({ lens: 'random', failed: [cutsAt(1, 4)] })
    expect(alone).toMatchObject({ kind: 'one-recv-per-message' })
    const whole = { lens: 'random' as const, passed: [cutsAt(1)], failed: [cutsAt(1, 4)] }
    expect(diagnosis(whole)).toMatchObject({ kind: 'one-recv-per-message' })
  })
})

test('a place in a step that sends nothing shows nothing', () => {
  expect(diagnosis({ lens: 'cuts', failed: [cut(0, 1)] })).toMatchObject({
    kind: 'one-recv-per-message',
    cut: { before: { text: '' }, after: { text: '' } },
  })
})
