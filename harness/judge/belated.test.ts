import { expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import type { Happening } from '../transcript/event.ts'
import { isBelated } from './belated.ts'

const peer = 'ana'
const comes: Happening = { kind: 'datagram', peer, data: { text: 'x' } }
const answered: Happening = { kind: 'datagram-sent', peer, step: 1 }
const stopped: Happening = { kind: 'held-up', lateMs: 300 }
const listening: Happening = { kind: 'listening', port: 9000, sockets: [] }
const steps = [Step.parse({ kind: 'expectDatagram', peer, expected: 'x' })]
const timed = [Step.parse({ kind: 'expectDatagram', peer, expected: 'x', withinMs: 1000 })]

const belated = (happenings: readonly (readonly [atMs: number, Happening])[], all = steps) =>
  isBelated({
    events: happenings.map(([atMs, event]) => ({ ...event, atMs })),
    steps: all,
    number: all.length - 1,
  })

test('nothing was late where the harness ran', () => {
  expect(
    belated([
      [1000, comes],
      [1001, answered],
    ]),
  ).toBe(false)
})

test.each([
  ['when a datagram came', 990, true],
  ['a little later', 1060, true],
  ['while an answer was due', 1300, true],
  ['long before', 700, false],
  ['long after the answer', 1700, false],
])('it did not run %s', (_, atMs, expected) => {
  expect(
    belated([
      [1000, comes],
      [atMs, stopped],
      [1400, answered],
    ]),
  ).toBe(expected)
})

test('where nothing is answered only the time around a datagram counts', () => {
  expect(
    belated([
      [1000, comes],
      [1300, stopped],
    ]),
  ).toBe(false)
  expect(
    belated([
      [1000, comes],
      [1050, stopped],
    ]),
  ).toBe(true)
})

test('a server has timers only where the assignment asks for them', () => {
  const events = [
    [0, listening],
    [1000, comes],
    [1000, stopped],
  ] as const
  expect(belated(events)).toBe(false)
  expect(belated(events, timed)).toBe(true)
})

test('of an exchange that is over only what is printed in the end can tell', () => {
  const met = (step: number): Happening => ({ kind: 'step-ended', step, end: 'met' })
  const events = [
    [100, comes],
    [100, stopped],
    [101, answered],
    ...[0, 1, 2].flatMap((step) => [
      [1000 * (step + 1), comes] as const,
      [1001 * (step + 1), met(step)] as const,
    ]),
  ] as const
  const prints = Step.parse({ kind: 'expectOutput', expected: 'x' })
  const three = [steps[0]!, steps[0]!, steps[0]!]
  expect(belated(events, [...three, steps[0]!])).toBe(false)
  expect(belated(events, [...three, prints])).toBe(true)
})
