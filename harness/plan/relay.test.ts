import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault, Faults } from '../assignment/relay.ts'
import { openRelay } from './relay.ts'

/** What comes out behind a relay into which these datagrams go, one after the other. */
function through(faults: Faults, ...texts: readonly string[]): readonly string[] {
  const relay = openRelay(faults)
  return texts.flatMap((text) =>
    relay(Buffer.from(text)).flatMap(({ data, times }) =>
      Array.from({ length: times }, () => Buffer.from(data).toString('latin1')),
    ),
  )
}

const abcd = ['a', 'b', 'c', 'd'] as const

test('without faults all goes through as it came', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary-ascii' })), (texts) => {
      expect(through([], ...texts)).toEqual(texts)
    }),
  )
})

test.each<[string, Faults, readonly string[]]>([
  ['drop', [{ kind: 'drop', datagram: 2 }], ['a', 'c', 'd']],
  ['duplicate', [{ kind: 'duplicate', datagram: 4 }], ['a', 'b', 'c', 'd', 'd']],
  ['hold', [{ kind: 'hold', datagram: 1 }], ['b', 'a', 'c', 'd']],
  ['hold for longer', [{ kind: 'hold', datagram: 1, until: 3 }], ['b', 'c', 'a', 'd']],
  ['hold for good', [{ kind: 'hold', datagram: 4 }], ['a', 'b', 'c']],
  ['corrupt', [{ kind: 'corrupt', datagram: 1, byte: 0 }], ['\u009e', 'b', 'c', 'd']],
  ['the last byte', [{ kind: 'corrupt', datagram: 1, byte: 9 }], ['\u009e', 'b', 'c', 'd']],
  [
    'several',
    [
      { kind: 'hold', datagram: 1, until: 3 },
      { kind: 'hold', datagram: 2, until: 3 },
      { kind: 'drop', datagram: 3 },
      { kind: 'duplicate', datagram: 4 },
    ],
    ['a', 'b', 'd', 'd'],
  ],
])('%s', (_, faults, comes) => {
  expect(through(faults, ...abcd)).toEqual(comes)
})

test('of a longer datagram one byte is turned, and the others stay', () => {
  expect(through([{ kind: 'corrupt', datagram: 1, byte: 1 }], 'abc')).toEqual(['a\u009dc'])
})

test('it tells what became of each', () => {
  const relay = openRelay([
    { kind: 'hold', datagram: 1 },
    { kind: 'drop', datagram: 2 },
  ])
  const fates = abcd.flatMap((text) =>
    relay(Buffer.from(text)).map(({ number, fate }) => [number, fate]),
  )
  expect(fates).toEqual([
    [1, 'held'],
    [2, 'dropped'],
    [1, 'released'],
    [3, 'passed'],
    [4, 'passed'],
  ])
})

test('an empty datagram has nothing to turn', () => {
  expect(through([{ kind: 'corrupt', datagram: 1, byte: 0 }], '')).toEqual([''])
})

describe('faults', () => {
  test('have the first byte and the next datagram unless they say otherwise', () => {
    expect(Fault.parse({ kind: 'corrupt', datagram: 1 })).toMatchObject({ byte: 0 })
    expect(Fault.safeParse({ kind: 'hold', datagram: 1 }).success).toBe(true)
  })

  test.each([
    [[{ kind: 'hold', datagram: 2, until: 2 }], 'should be held until a later datagram'],
    [
      [
        { kind: 'drop', datagram: 2 },
        { kind: 'duplicate', datagram: 2 },
      ],
      'should have at most one fault for each datagram',
    ],
  ])('%j are told', (faults, says) => {
    expect(Faults.safeParse(faults).error?.issues.map(({ message }) => message)).toEqual([says])
  })
})
