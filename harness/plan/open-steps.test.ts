import { expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import { ladder } from '../transcript/ladder.ts'
import { coalesce } from './coalesce.ts'
import { divisible } from './deliveries.ts'
import { piecesOf } from './pieces.ts'

const capture = { kind: 'parts', of: ['T ', { kind: 'capture', as: 't' }] }
const framing = { kind: 'lines', end: '\n' }
const peer = 'ana'
const steps = [
  { kind: 'connect', peer },
  { kind: 'send', peer, data: 'hola\n' },
  { kind: 'expect', peer, expected: { kind: 'message', framing, data: capture } },
  { kind: 'send', peer, data: { kind: 'parts', of: ['USE ', { kind: 'captured', name: 't' }] } },
  { kind: 'send', peer, data: 'adios\n' },
  { kind: 'send', peer, data: { kind: 'parts', of: ['y ', { kind: 'hex', hex: '0a' }] } },
].map((step) => Step.parse(step))

test('what holds a captured value is not cut, and goes with nothing else', () => {
  expect(divisible({ steps }).map(({ step }) => step)).toEqual([1, 4, 5])
  expect([...coalesce(steps)]).toEqual([[4, [5]]])
  expect([...piecesOf(steps, { kind: 'bytewise' }, 1).keys()]).toEqual([1, 4, 5])
})

test('what went out is told by the event', () => {
  const sent = { kind: 'sent', peer, further: false, apart: 'proved', atMs: 1 } as const
  const rungs = ladder(steps, [
    { ...sent, bytes: 5 },
    { ...sent, bytes: 6, data: { text: 'USE 12' } },
    { ...sent, bytes: 6 },
    { ...sent, bytes: 3 },
  ])
  expect(rungs.map(({ sentBytes }) => sentBytes)).toEqual([
    { text: 'hola\n' },
    { text: 'USE 12' },
    { text: 'adios\n' },
    { text: 'y \n' },
  ])
})
