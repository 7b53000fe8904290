import { describe, expect, test } from 'vitest'
import type { Framing } from '../assignment/framing.ts'
import { Lens } from '../assignment/schema.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import { Delivery } from '../transcript/delivery.ts'
import { deliveriesOf, divisible } from './deliveries.ts'

const framing: Framing = { kind: 'lines', end: '\n' }
const send = (data: string, peer = 'ana'): StepInput => ({ kind: 'send', peer, data })
const hears: StepInput = { kind: 'expect', peer: 'ana', expected: 'x' }

const trial = (lens: Lens, steps: readonly StepInput[], seed = 1) => ({
  check: 'check',
  scenario: 'main',
  lens,
  seed,
  timeWait: 'dropped' as const,
  steps: steps.map((step) => Step.parse(step)),
})
const deliveries = (lens: Lens, ...steps: readonly StepInput[]) =>
  deliveriesOf(trial(lens, steps), framing)

const connect: StepInput = { kind: 'connect', peer: 'ana' }

describe('each lens', () => {
  test.each<[Lens, readonly Delivery[]]>([
    ['whole', [{ kind: 'whole' }]],
    ['bytewise', [{ kind: 'bytewise' }]],
    [
      'cuts',
      [
        { kind: 'cut', step: 1, at: 1 },
        { kind: 'cut', step: 1, at: 2 },
        { kind: 'cut', step: 3, at: 1 },
      ],
    ],
    ['coalesced', [{ kind: 'coalesced' }]],
    ['random', []],
    ['slow-reader', [{ kind: 'slow-reader' }]],
    [
      'short-io',
      [
        { kind: 'short-io', what: 'writes' },
        { kind: 'short-io', what: 'reads' },
      ],
    ],
  ])('%s', (lens, expected) => {
    const found = deliveries(lens, connect, send('ab\n'), hears, send('c\n'))
    expect(found).toEqual(expected)
    for (const one of found) expect(Delivery.parse(one)).toEqual(one)
  })

  test.each<[Lens, number]>([
    ['whole', 1],
    ['bytewise', 0],
    ['cuts', 0],
    ['coalesced', 0],
    ['random', 0],
    ['slow-reader', 1],
    ['short-io', 2],
  ])('%s, where nobody sends more than a byte', (lens, count) => {
    expect(deliveries(lens, connect, hears)).toHaveLength(count)
    expect(deliveries(lens, connect, send(''), hears, send('x', 'beto'))).toHaveLength(count)
  })

  test('the tables above have every lens', () => {
    expect(Lens.options).toHaveLength(7)
  })
})

test('the cuts of a long payload are those that the seed determines', () => {
  const long: StepInput = {
    kind: 'send',
    peer: 'ana',
    data: { kind: 'text', text: 'x', times: 5000 },
  }
  const cuts = (seed: number) => deliveriesOf(trial('cuts', [long], seed), framing)
  expect(cuts(1)).toEqual(cuts(1))
  expect(cuts(1)).not.toEqual(cuts(2))
  expect(cuts(1).length).toBeLessThan(205)
})

test('what can be cut: sends of two bytes and more, with their numbers', () => {
  const steps = [connect, send('a'), send(''), send('ñ'), hears, send('ab', 'beto')]
  const found = divisible(trial('whole', steps))
  expect(found.map(({ step, bytes }) => [step, bytes.length])).toEqual([
    [3, 2],
    [5, 2],
  ])
})

test('without peers there is nothing to deliver but the whole', () => {
  const steps: readonly StepInput[] = [
    { kind: 'startOther', program: 'cliente', stdin: 'hola' },
    { kind: 'expectOtherExit', other: 'cliente' },
  ]
  const played = Lens.options.filter((lens) => deliveries(lens, ...steps).length > 0)
  expect(played).toEqual(['whole', 'short-io'])
})
