import { expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import type { Event, Happening } from '../transcript/event.ts'
import type { Waiting } from '../transcript/waiting.ts'
import { evidenceOf } from './evidence.ts'

const steps = [Step.parse({ kind: 'expectSilence', peer: 'ana' })]
const ended = (end: 'met' | 'settled' | 'limit'): Happening => ({
  kind: 'step-ended',
  step: 0,
  end,
})
const blocked = (wakes: Waiting['wakes']): Happening => ({
  kind: 'blocked',
  step: 0,
  threads: [{ call: 'recv', peers: ['ana'], listener: false, input: false, wakes }],
  ranMs: 1,
  starvedMs: 0,
  elapsedMs: 2,
  unreadResets: 0,
})

test.each([
  ['that the connection has ended', [ended('met')], 'proved'],
  ['that it waits for good', [blocked('never'), ended('settled')], 'proved'],
  ['that it waits with a timer', [blocked('later'), ended('settled')], 'timed'],
  ['that it waits nobody knows how long', [blocked('unknown'), ended('settled')], 'timed'],
  ['the limit', [blocked('never'), ended('limit')], 'timed'],
] as const)('a silence rests on %s: %s', (_name, happened, evidence) => {
  const events = happened.map((one, atMs): Event => ({ ...one, atMs }))
  expect(evidenceOf(steps, events)).toBe(evidence)
})
