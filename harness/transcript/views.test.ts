import { describe, expect, test } from 'vitest'
import type { Event, StepEnd } from './event.ts'
import {
  endOfPeer,
  eventsOf,
  exitOf,
  lifeOf,
  outputBytes,
  receivedBytes,
  stepView,
} from './views.ts'

const events: Event[] = [
  { kind: 'step', step: 0, atMs: 0 },
  { kind: 'received', peer: 'ana', data: { text: 'ñ' }, atMs: 1 },
  { kind: 'received', peer: 'beto', data: { text: 'x' }, atMs: 2 },
  { kind: 'step-ended', step: 0, end: 'limit', limitMs: 50, atMs: 3 },
  { kind: 'received', peer: 'ana', data: { base64: '/w==' }, atMs: 4 },
  { kind: 'output', stream: 'stderr', data: { text: 'oh' }, atMs: 5 },
  { kind: 'fin', peer: 'ana', atMs: 6 },
  { kind: 'reset', peer: 'beto', atMs: 7 },
  { kind: 'exited', exit: { kind: 'code', code: 3 }, atMs: 8 },
  { kind: 'step-ended', step: 1, end: 'met', limitMs: 50, atMs: 9 },
]

test('the events of one kind, in order', () => {
  expect(eventsOf(events, 'received').map(({ peer }) => peer)).toEqual(['ana', 'beto', 'ana'])
  expect(eventsOf(events, 'fault')).toEqual([])
})

test('bytes are put together by peer and by stream, whatever they are', () => {
  expect([...receivedBytes(events, 'ana')]).toEqual([0xc3, 0xb1, 0xff])
  expect([...receivedBytes(events, 'beto')]).toEqual([0x78])
  expect(Buffer.from(outputBytes(events, 'stderr')).toString()).toBe('oh')
  expect(outputBytes(events, 'stdout')).toHaveLength(0)
})

test('the lives of a program begin when it is started again', () => {
  const restarted: Event = { kind: 'restarted', held: [], atMs: 10 }
  const lives = [...events, restarted, events[5]!, restarted]
  expect(lifeOf(events, 0)).toEqual(events)
  expect(lifeOf(events, 1)).toEqual([])
  expect(lifeOf(lives, 0)).toEqual(events)
  expect(lifeOf(lives, 1)).toEqual([restarted, events[5]])
  expect(lifeOf(lives, 2)).toEqual([restarted])
  expect(lifeOf(lives, 3)).toEqual([])
})

test('the end of a connection and of the program', () => {
  expect(endOfPeer(events, 'ana')).toBe('fin')
  expect(endOfPeer(events, 'beto')).toBe('reset')
  expect(endOfPeer(events, 'carla')).toBeUndefined()
  expect(exitOf(events)).toEqual({ kind: 'code', code: 3 })
  expect(exitOf([])).toBeUndefined()
})

describe('a step', () => {
  const ending = (end: StepEnd) =>
    stepView(
      events.map((event) => (event.kind === 'step-ended' ? { ...event, end } : event)),
      0,
    )

  test.each<[StepEnd, number | undefined, number]>([
    ['met', undefined, 10],
    ['impossible', undefined, 10],
    ['settled', undefined, 3],
    ['limit', 50, 3],
    ['overloaded', 50, 3],
  ])(
    'that ended with %s: its limit if it passed, and what may fulfil it',
    (end, limitMs, window) => {
      const view = ending(end)
      expect(view).toMatchObject({ end, atMs: 3 })
      expect(view?.limitMs).toBe(limitMs)
      expect(view?.until).toHaveLength(3)
      expect(view?.window).toHaveLength(window)
    },
  )

  test('that was not played', () => {
    expect(stepView(events, 2)).toBeUndefined()
    expect(stepView([{ kind: 'step', step: 0, atMs: 0 }], 0)).toBeUndefined()
  })
})
