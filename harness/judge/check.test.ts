import { expect, test } from 'vitest'
import { Check } from '../assignment/schema.ts'
import type { Event } from '../transcript/event.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { judgeCheck } from './check.ts'
import { blockedBy, judgeSubmission, skipCheck } from './submission.ts'

const requirement = { en: 'It MUST show the text.', es: 'DEBE mostrar el texto.' }
const steps = [
  { kind: 'accept' as const, peer: 'ana' },
  { kind: 'send' as const, peer: 'ana', data: 'hola' },
  { kind: 'expectOutput' as const, expected: { kind: 'contains' as const, data: 'hola' } },
]
const check = Check.parse({
  id: 'shows',
  points: 2,
  requirement,
  scenario: steps,
  lenses: ['whole', 'bytewise'],
})
const dependent = Check.parse({
  id: 'later',
  points: 1,
  requirement,
  after: ['shows'],
  scenario: steps,
})

function transcript(lens: 'whole' | 'bytewise', output: string, more: Event[] = []): Transcript {
  const end = output === 'hola' ? 'met' : 'impossible'
  return {
    version: 1,
    check: 'shows',
    scenario: 'main',
    lens,
    seed: 1,
    steps: check.scenarios['main']!,
    events: [
      { kind: 'accepted', peer: 'ana', atMs: 1 },
      { kind: 'step-ended', step: 0, end: 'met', atMs: 2 },
      { kind: 'step-ended', step: 1, end: 'met', atMs: 3 },
      { kind: 'output', stream: 'stdout', data: { text: output }, atMs: 4 },
      { kind: 'step-ended', step: 2, end, atMs: 5 },
      ...more,
    ],
    tookMs: 5,
  }
}

test('passes when every trial passes, with the weakest evidence', () => {
  const unsure: Event = {
    kind: 'sent',
    peer: 'ana',
    data: { text: 'a' },
    apart: 'attempted',
    atMs: 3,
  }
  const both = [transcript('whole', 'hola'), transcript('bytewise', 'hola')]
  expect(judgeCheck(check, both).verdict).toEqual({ kind: 'pass', evidence: 'proved' })
  const weak = [transcript('whole', 'hola'), transcript('bytewise', 'hola', [unsure])]
  expect(judgeCheck(check, weak).verdict).toEqual({ kind: 'pass', evidence: 'attempted' })
})

test('passes whole and fails in pieces: one recv() was taken for one message', () => {
  const { verdict, decisive } = judgeCheck(check, [
    transcript('whole', 'hola'),
    transcript('bytewise', 'ho'),
  ])
  expect(verdict).toMatchObject({
    kind: 'fail',
    cause: {
      kind: 'one-recv-per-message',
      used: 2,
      sent: 4,
      lens: 'bytewise',
      symptom: 'wrong-output',
    },
  })
  expect(decisive?.lens).toBe('bytewise')
})

test('a crash in pieces used nothing that could be counted', () => {
  const crash: Event = {
    kind: 'exited',
    exit: { kind: 'signal', signal: 'SIGSEGV' },
    atMs: 6,
  }
  const { verdict } = judgeCheck(check, [
    transcript('whole', 'hola'),
    transcript('bytewise', '', [crash]),
  ])
  expect(verdict).toMatchObject({ cause: { used: 0, symptom: 'crashed' } })
})

test('fails whole too: the cause is what it looked like', () => {
  const { verdict, decisive } = judgeCheck(check, [
    transcript('whole', 'ho'),
    transcript('bytewise', 'ho'),
  ])
  expect(verdict).toMatchObject({ cause: { kind: 'wrong-output' } })
  expect(decisive?.lens).toBe('whole')
})

test('a trial without a transcript leaves the check unjudged, unless another failed', () => {
  expect(judgeCheck(check, [transcript('whole', 'hola')]).verdict).toEqual({
    kind: 'unjudged',
    because: 'no-transcript',
  })
  expect(judgeCheck(check, [transcript('whole', 'ho')]).verdict.kind).toBe('fail')
})

test('a check is skipped when one that it depends on failed or was skipped', () => {
  const failed = [transcript('whole', 'ho'), transcript('bytewise', 'ho')]
  const results = judgeSubmission([check, dependent], failed)
  expect(results.map(({ verdict }) => verdict.kind)).toEqual(['fail', 'skipped'])
  expect(blockedBy(dependent, [skipCheck(check, 'x')])).toBe('shows')
  const passed = judgeSubmission(
    [check],
    [transcript('whole', 'hola'), transcript('bytewise', 'hola')],
  )
  expect(blockedBy(dependent, passed)).toBeUndefined()
})
