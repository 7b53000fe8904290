import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payloadBytes } from '../assignment/payload.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import { concatBytes } from '../lib/bytes.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { piecesOf } from './pieces.ts'

const parse = (steps: readonly StepInput[]) => steps.map((step) => Step.parse(step))
const send = (peer: string, data: string): StepInput => ({ kind: 'send', peer, data })

const scenario = parse([
  { kind: 'connect', peer: 'ana' },
  send('ana', 'hola\n'),
  { kind: 'expect', peer: 'ana', expected: 'HOLA\n' },
  send('ana', 'chao\n'),
  { kind: 'connect', peer: 'beto' },
  send('beto', ''),
])

const texts = (delivery: Delivery, steps = scenario) =>
  [...piecesOf(steps, delivery, 1)].map(([number, pieces]) => [
    number,
    pieces.map((piece) => Buffer.from(piece).toString()),
  ])

const whole = [
  [1, ['hola\n']],
  [3, ['chao\n']],
  [5, []],
]

describe('of each send, by its number', () => {
  test.each<[Delivery]>([
    [{ kind: 'whole' }],
    [{ kind: 'slow-reader' }],
    [{ kind: 'short-io', what: 'reads' }],
    [{ kind: 'short-io', what: 'writes' }],
    [{ kind: 'pieces', cuts: [] }],
    [{ kind: 'cut', step: 0, at: 1 }],
    [{ kind: 'cut', step: 5, at: 1 }],
    [{ kind: 'cut', step: 1, at: 5 }],
  ])('in one piece: %j', (delivery) => {
    expect(texts(delivery)).toEqual(whole)
  })

  test('byte by byte', () => {
    expect(texts({ kind: 'bytewise' })).toEqual([
      [1, ['h', 'o', 'l', 'a', '\n']],
      [3, ['c', 'h', 'a', 'o', '\n']],
      [5, []],
    ])
  })

  test('one cut, in its own step only', () => {
    expect(texts({ kind: 'cut', step: 3, at: 2 })).toEqual([
      [1, ['hola\n']],
      [3, ['ch', 'ao\n']],
      [5, []],
    ])
  })

  test('several cuts in several steps', () => {
    const cuts = [
      { step: 1, at: [1, 3] },
      { step: 3, at: [4] },
    ]
    expect(texts({ kind: 'pieces', cuts })).toEqual([
      [1, ['h', 'ol', 'a\n']],
      [3, ['chao', '\n']],
      [5, []],
    ])
  })

  test('together: the first of a group takes the others along', () => {
    expect(texts({ kind: 'coalesced' })).toEqual([
      [1, ['hola\nchao\n']],
      [3, []],
      [5, []],
    ])
  })
})

const peers = fc.constantFrom('ana', 'beto')
const sends = fc.record({
  kind: fc.constant('send' as const),
  peer: peers,
  data: fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'ñ', '\n') }),
    fc.record({
      kind: fc.constant('text' as const),
      text: fc.constantFrom('x', 'ñ\n'),
      times: fc.integer({ min: 1, max: 900 }),
    }),
  ),
})
const others = fc.oneof(
  fc.record({ kind: fc.constant('expect' as const), peer: peers, expected: fc.string() }),
  fc.record({ kind: fc.constant('expectSilence' as const), peer: peers }),
  fc.record({ kind: fc.constant('halfClose' as const), peer: peers }),
)
const steps = fc
  .array(fc.oneof({ weight: 3, arbitrary: sends }, others), { maxLength: 12 })
  .map(parse)
const number = fc.nat({ max: 12 })
const at = fc.integer({ min: 1, max: 2000 })
const deliveries: fc.Arbitrary<Delivery> = fc.oneof(
  fc
    .constantFrom('whole', 'bytewise', 'coalesced', 'coalesced', 'slow-reader')
    .map((kind) => ({ kind })),
  fc.record({ kind: fc.constant('cut'), step: number, at }),
  fc.record({
    kind: fc.constant('pieces'),
    cuts: fc.array(fc.record({ step: number, at: fc.array(at) })),
  }),
  fc.record({ kind: fc.constant('short-io'), what: fc.constantFrom('reads', 'writes') }),
)

test('all pieces put together are the payloads of each peer, in order, and none is empty', () => {
  fc.assert(
    fc.property(steps, deliveries, fc.integer(), (played, delivery, seed) => {
      const pieces = piecesOf(played, delivery, seed)
      const sending = [...played.entries()].flatMap(([index, step]) =>
        step.kind === 'send' ? [{ index, step }] : [],
      )
      expect([...pieces.keys()]).toEqual(sending.map(({ index }) => index))
      expect([...pieces.values()].flat().every(({ length }) => length > 0)).toBe(true)
      for (const peer of ['ana', 'beto']) {
        const own = sending.filter(({ step }) => step.peer === peer)
        const sent = own.flatMap(({ index }) => [...pieces.get(index)!])
        const asked = own.map(({ step }) => payloadBytes(step.data))
        expect(Buffer.from(concatBytes(sent)).equals(concatBytes(asked))).toBe(true)
      }
    }),
  )
})

test('the same seed gives the same pieces', () => {
  const long = parse([
    { kind: 'send', peer: 'ana', data: { kind: 'text', text: 'x', times: 9000 } },
  ])
  const sizes = (seed: number) =>
    piecesOf(long, { kind: 'bytewise' }, seed)
      .get(0)
      ?.map(({ length }) => length)
  expect(sizes(7)).toEqual(sizes(7))
  expect(sizes(7)).not.toEqual(sizes(8))
})
