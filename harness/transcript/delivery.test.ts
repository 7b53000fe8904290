import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Delivery, deliveryWord, parseDelivery } from './delivery.ts'

test.each<[string, Delivery]>([
  ['whole', { kind: 'whole' }],
  ['bytewise', { kind: 'bytewise' }],
  ['cut:2:5', { kind: 'cut', step: 2, at: 5 }],
  ['cut:0:1', { kind: 'cut', step: 0, at: 1 }],
  ['pieces', { kind: 'pieces', cuts: [] }],
  ['pieces:2=3', { kind: 'pieces', cuts: [{ step: 2, at: [3] }] }],
  [
    'pieces:2=3,7:4=',
    {
      kind: 'pieces',
      cuts: [
        { step: 2, at: [3, 7] },
        { step: 4, at: [] },
      ],
    },
  ],
  ['coalesced', { kind: 'coalesced' }],
  ['slow-reader', { kind: 'slow-reader' }],
  ['short-io:reads', { kind: 'short-io', what: 'reads' }],
  ['short-io:writes', { kind: 'short-io', what: 'writes' }],
])('%s', (word, delivery) => {
  expect(deliveryWord(delivery)).toBe(word)
  expect(parseDelivery(word)).toEqual(delivery)
})

test('the table above has every kind', () => {
  const kinds = Delivery.options.map((option) => option.shape.kind.value)
  expect(kinds).toEqual([
    'whole',
    'bytewise',
    'cut',
    'pieces',
    'coalesced',
    'slow-reader',
    'short-io',
  ])
})

const step = fc.nat({ max: 1000 })
const at = fc.integer({ min: 1, max: 2 ** 31 })

/** Any delivery that there can be. */
const deliveries: fc.Arbitrary<Delivery> = fc.oneof(
  fc.constantFrom('whole', 'bytewise', 'coalesced', 'slow-reader').map((kind) => ({ kind })),
  fc.record({ kind: fc.constant('cut'), step, at }),
  fc.record({ kind: fc.constant('pieces'), cuts: fc.array(fc.record({ step, at: fc.array(at) })) }),
  fc.record({ kind: fc.constant('short-io'), what: fc.constantFrom('reads', 'writes') }),
)

test('every delivery comes back from its word, which the shell leaves as it is', () => {
  fc.assert(
    fc.property(deliveries, (delivery) => {
      const word = deliveryWord(delivery)
      expect(parseDelivery(word)).toEqual(delivery)
      expect(word).toMatch(/^[a-z0-9:=,-]+$/)
    }),
  )
})

test('whatever is understood is the one word for what it means', () => {
  const parts = fc.constantFrom('cut', 'pieces', 'short-io', ':', '=', ',', '0', '1', '-', 'reads')
  const words = fc.array(parts).map((some) => some.join(''))
  fc.assert(
    fc.property(fc.oneof(words, fc.string()), (word) => {
      const delivery = parseDelivery(word)
      expect(delivery === undefined ? word : deliveryWord(delivery)).toBe(word)
    }),
  )
})

test.each([
  '',
  'hole',
  'Whole',
  'whole:1',
  'bytewise:',
  'cut',
  'cut:1',
  'cut:1:0',
  'cut:-1:1',
  'cut:1:1.5',
  'cut:1:2:3',
  'cut: 1:2',
  'cut:01:2',
  'cut:1e1:2',
  'cut:1:NaN',
  'cut::2',
  'pieces:',
  'pieces:1',
  'pieces:=3',
  'pieces:1=0',
  'pieces:1=2,',
  'pieces:1=,2',
  'pieces:1=2=3',
  'short-io',
  'short-io:both',
  'short-io:reads:writes',
  '__proto__',
  'constructor',
])('%j is no delivery', (word) => {
  expect(parseDelivery(word)).toBeUndefined()
})
