import { expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { besideCharacters } from './beside-characters.ts'
import type { Trial } from './trials.ts'

const trial = (data: string): Trial => {
  const steps: readonly StepInput[] = [
    { kind: 'connect', peer: 'ana' },
    { kind: 'send', peer: 'ana', data },
  ]
  const parsed = steps.map((step) => Step.parse(step))
  return { check: 'a', scenario: 'main', lens: 'cuts', seed: 1, steps: parsed, timeWait: 'dropped' }
}
const cut = (at: number): Delivery => ({ kind: 'cut', step: 1, at })
const pieces = (...at: number[]): Delivery => ({ kind: 'pieces', cuts: [{ step: 1, at }] })

test.each<[string, Delivery, Delivery | undefined]>([
  ['canción\n', cut(6), cut(7)],
  ['canción\n', cut(5), undefined],
  ['canción\n', cut(7), undefined],
  ['cañ', cut(3), cut(2)],
  ['ñ', cut(1), undefined],
  ['a🔌b', cut(3), cut(5)],
  ['a🔌b', pieces(2, 3, 4), pieces(5)],
  ['a🔌b', pieces(1, 3), pieces(1, 5)],
  ['a🔌b', pieces(1, 5), undefined],
  ['ñ', pieces(1), undefined],
  ['canción\n', { kind: 'bytewise' }, undefined],
])('%j delivered %j: beside its characters %j', (data, delivery, expected) => {
  expect(besideCharacters(trial(data), delivery)).toEqual(expected)
})
