import { expect, test } from 'vitest'
import type { ProgramRule } from './schema.ts'
import { Step, type StepInput } from './step.ts'
import { terminalProblems } from './terminal-references.ts'

const problems = (
  step: StepInput,
  program: Pick<ProgramRule, 'streams'> = { streams: 'terminal' },
) => terminalProblems([Step.parse(step)], program).map(({ path }) => path.join('.'))

const types = (text: string, times = 1): StepInput => ({
  kind: 'stdin',
  data: { kind: 'text', text, times },
})

test('a terminal has one output', () => {
  const prints = { kind: 'expectOutput', expected: 'x' } as const
  expect(problems({ ...prints, stream: 'stderr' })).toEqual(['0.stream'])
  expect(problems({ ...prints, stream: 'stderr' }, {})).toEqual([])
  expect(problems({ ...prints, stream: 'stdout' })).toEqual([])
  expect(problems(prints)).toEqual([])
})

test('a line that is typed is no longer than what a terminal keeps of one', () => {
  expect(problems(types('x', 4095))).toEqual([])
  expect(problems(types('x', 4096))).toEqual(['0.data'])
  expect(problems(types('xxx\n', 4096))).toEqual([])
  expect(problems({ kind: 'stdin', data: { kind: 'captured', name: 'long' } })).toEqual([])
})
