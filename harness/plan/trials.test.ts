import { describe, expect, test } from 'vitest'
import { Assignment, type Lens } from '../assignment/schema.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { orderChecks, planTrials } from './trials.ts'

const requirement = { en: 'It MUST work.', es: 'DEBE funcionar.' }
const scenario = [{ kind: 'connect' as const, peer: 'ana' }]
const other = [{ kind: 'connect' as const, peer: 'beto' }]
const assignment = Assignment.parse({
  id: 'sample',
  title: { en: 'Sample', es: 'Ejemplo' },
  program: { role: 'server', entry: ['server'], port: { given: 'fixed', port: 9000 } },
  framing: { kind: 'lines' },
  checks: [
    { id: 'last', points: 1, requirement, after: ['middle'], scenario },
    { id: 'middle', points: 1, requirement, after: ['first'], scenario },
    { id: 'first', points: 1, requirement, scenarios: { short: scenario, long: other } },
    { id: 'alone', points: 1, requirement, scenario, lenses: ['cuts', 'random'] },
  ],
})
const [last, , first, alone] = assignment.checks

describe('checks', () => {
  test('come after those that they depend on, otherwise in the order of the assignment', () => {
    const ids = orderChecks(assignment, { seed: 1 }).map(({ id }) => id)
    expect(ids).toEqual(['first', 'middle', 'last', 'alone'])
  })

  test('bring along what they depend on when they are selected', () => {
    const ids = orderChecks(assignment, { seed: 1, only: ['middle'] }).map(({ id }) => id)
    expect(ids).toEqual(['first', 'middle'])
    expect(orderChecks(assignment, { seed: 1, only: [] })).toEqual([])
  })

  test('come alone when one play is to be seen again', () => {
    const replay = { check: 'last', scenario: 'main', delivery: { kind: 'whole' } as const }
    expect(orderChecks(assignment, { seed: 1, replay })).toEqual([last])
  })
})

describe('trials', () => {
  test('are one for each scenario and lens', () => {
    const named = planTrials(first!, { seed: 7 })
    expect(named).toEqual([
      {
        check: 'first',
        scenario: 'short',
        lens: 'whole',
        seed: 7,
        steps: scenario,
        timeWait: 'dropped',
      },
      {
        check: 'first',
        scenario: 'long',
        lens: 'whole',
        seed: 7,
        steps: other,
        timeWait: 'dropped',
      },
    ])
    const lenses = planTrials(alone!, { seed: 7 }).map(({ lens }) => lens)
    expect(lenses).toEqual(['whole', 'cuts', 'random'])
  })

  test('say whether what is closed stays', () => {
    const kept = planTrials({ ...first!, timeWait: 'kept' }, { seed: 7 })
    expect(kept.map(({ timeWait }) => timeWait)).toEqual(['kept', 'kept'])
  })

  test('stay whole when other lenses are left out, because the diagnosis needs it', () => {
    const lensesOf = (...lenses: readonly Lens[]) =>
      planTrials(alone!, { seed: 7, lenses }).map(({ lens }) => lens)
    expect(lensesOf()).toEqual(['whole'])
    expect(lensesOf('random')).toEqual(['whole', 'random'])
    expect(lensesOf('bytewise')).toEqual(['whole'])
  })

  test.each<[Delivery, readonly Lens[]]>([
    [{ kind: 'whole' }, ['whole']],
    [{ kind: 'bytewise' }, ['whole', 'bytewise']],
    [{ kind: 'cut', step: 1, at: 3 }, ['whole', 'cuts']],
    [{ kind: 'pieces', cuts: [] }, ['whole', 'random']],
    [{ kind: 'coalesced' }, ['whole', 'coalesced']],
    [{ kind: 'slow-reader' }, ['whole', 'slow-reader']],
    [{ kind: 'short-io', what: 'reads' }, ['whole', 'short-io']],
  ])('are of one scenario when a play is to be seen again: %j', (delivery, lenses) => {
    const replay = { check: 'first', scenario: 'long', delivery }
    const trials = planTrials(first!, { seed: 7, replay })
    expect(trials).toEqual(
      lenses.map((lens) => ({
        check: 'first',
        scenario: 'long',
        lens,
        timeWait: 'dropped',
        seed: 7,
        steps: other,
      })),
    )
  })
})
