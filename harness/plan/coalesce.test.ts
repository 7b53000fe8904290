import { expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import { coalesce } from './coalesce.ts'

const send = (peer: string): StepInput => ({ kind: 'send', peer, data: 'x\n' })
const hears = (peer: string): StepInput => ({ kind: 'expect', peer, expected: 'x\n' })
const silence = (peer: string): StepInput => ({ kind: 'expectSilence', peer })

const groups = (...steps: readonly StepInput[]) => [
  ...coalesce(steps.map((step) => Step.parse(step))),
]

test.each<[string, readonly StepInput[]]>([
  ['no send', [{ kind: 'connect', peer: 'ana' }, hears('ana')]],
  ['one send', [send('ana'), hears('ana')]],
  ['sends of different peers', [send('ana'), send('beto')]],
  ['another peer between them', [send('ana'), send('beto'), send('ana')]],
  ["another peer's expectation between them", [send('ana'), hears('beto'), send('ana')]],
  ['a silence between them', [send('ana'), silence('ana'), send('ana')]],
  ['an end between them', [send('ana'), { kind: 'halfClose', peer: 'ana' }, send('ana')]],
  ['a connection between them', [send('ana'), { kind: 'connect', peer: 'beto' }, send('ana')]],
  ['output between them', [send('ana'), { kind: 'expectOutput', expected: 'x' }, send('ana')]],
  ['a freeze between them', [send('ana'), { kind: 'freeze' }, send('ana')]],
])('%s: nothing goes out together', (_, steps) => {
  expect(groups(...steps)).toEqual([])
})

test('sends that follow each other go out together', () => {
  expect(groups(send('ana'), send('ana'), send('ana'))).toEqual([[0, [1, 2]]])
})

test("a peer's own expectations do not keep its sends apart", () => {
  const steps = [send('ana'), hears('ana'), hears('ana'), send('ana'), hears('ana')]
  expect(groups(...steps)).toEqual([[0, [3]]])
})

test('each group has its own first send', () => {
  const steps = [
    send('ana'),
    send('ana'),
    silence('ana'),
    hears('ana'),
    send('ana'),
    hears('ana'),
    send('ana'),
    send('beto'),
    send('beto'),
  ]
  expect(groups(...steps)).toEqual([
    [0, [1]],
    [4, [6]],
    [7, [8]],
  ])
})
