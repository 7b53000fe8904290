import { expect, test } from 'vitest'
import { formProblems } from './form-references.ts'
import { Step, type StepInput } from './step.ts'

const bad = '(a+)+'
const expecting = (expected: Extract<StepInput, { kind: 'expect' }>['expected']) =>
  Step.parse({ kind: 'expect', peer: 'ana', expected })

test('patterns that are refused are told by place', () => {
  const steps = [
    Step.parse({ kind: 'connect', peer: 'ana' }),
    expecting('hola'),
    expecting({ kind: 'matches', form: 'a' }),
    expecting({ kind: 'matches', form: bad }),
    expecting({ kind: 'head', first: bad, fields: { Allow: bad, Host: 'a' } }),
    expecting({
      kind: 'one-of',
      of: ['a', { kind: 'matches', form: bad }, ['a', { kind: 'matches', form: bad }]],
    }),
  ]
  expect(formProblems(steps).map(({ path }) => path.join('.'))).toEqual([
    '3.expected.form',
    '4.expected.first',
    '4.expected.fields.Allow',
    '5.expected.of.1.form',
    '5.expected.of.2.1.form',
  ])
})
