import { expect, test } from 'vitest'
import { anythingProblems } from './anything-references.ts'
import { Step, type StepInput } from './step.ts'

const peer = 'ana'
const any: StepInput = { kind: 'expect', peer, expected: { kind: 'anything' } }
const close: StepInput = { kind: 'expectClose', peer }
const problems = (steps: readonly StepInput[]) =>
  anythingProblems(steps.map((step) => Step.parse(step))).map(({ path }) => path)

const lookers: readonly StepInput[] = [
  close,
  { kind: 'expect', peer, expected: 'x' },
  { kind: 'expectSilence', peer },
  { kind: 'fence', peer, data: 'x', expected: 'x' },
  { kind: 'drain', peer },
]

test.each(lookers)('$kind looks at what anything has left', (step) => {
  expect(problems([any, step])).toEqual([[1, 'kind']])
  expect(problems([step, any])).toEqual([])
  expect(problems([any, { ...step, peer: 'beto' } as StepInput])).toEqual([])
})

test('what looks at nothing more may follow', () => {
  expect(
    problems([
      any,
      { kind: 'send', peer, data: 'x' },
      { kind: 'expectClose', peer, before: 'anything' },
      { kind: 'close', peer },
    ]),
  ).toEqual([])
})
