import { expect, test } from 'vitest'
import { Assignment } from '../assignment/schema.ts'
import { orderChecks, planTrials } from './trials.ts'

const requirement = { en: 'It MUST work.', es: 'DEBE funcionar.' }
const scenario = [{ kind: 'connect' as const, peer: 'ana' }]
const assignment = Assignment.parse({
  id: 'sample',
  title: { en: 'Sample', es: 'Ejemplo' },
  program: { role: 'server', entry: ['server'], port: { given: 'fixed', port: 9000 } },
  framing: { kind: 'lines' },
  checks: [
    { id: 'last', points: 1, requirement, after: ['middle'], scenario },
    { id: 'middle', points: 1, requirement, after: ['first'], scenario },
    { id: 'first', points: 1, requirement, scenarios: { short: scenario, long: scenario } },
    { id: 'alone', points: 1, requirement, scenario, lenses: ['whole', 'bytewise'] },
  ],
})

test('checks come after those that they depend on, otherwise in the order of the assignment', () => {
  const ids = orderChecks(assignment, { seed: 1 }).map(({ id }) => id)
  expect(ids).toEqual(['first', 'middle', 'last', 'alone'])
})

test('a selection brings along what it depends on', () => {
  const ids = orderChecks(assignment, { seed: 1, only: ['middle'] }).map(({ id }) => id)
  expect(ids).toEqual(['first', 'middle'])
})

test('a check has one trial for each scenario and lens', () => {
  const named = planTrials(assignment.checks[2]!, { seed: 7 })
  expect(named.map(({ scenario: name, lens, seed }) => [name, lens, seed])).toEqual([
    ['short', 'whole', 7],
    ['long', 'whole', 7],
  ])
  const both = planTrials(assignment.checks[3]!, { seed: 7 })
  expect(both.map(({ lens }) => lens)).toEqual(['whole', 'bytewise'])
})

test('the whole lens stays when others are left out, because the diagnosis needs it', () => {
  const lenses = planTrials(assignment.checks[3]!, { seed: 7, lenses: [] }).map(({ lens }) => lens)
  expect(lenses).toEqual(['whole'])
})
