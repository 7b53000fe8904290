import { expect, test } from 'vitest'
import type { Event } from './event.ts'
import { endOfPeer, exitOf, outputBytes, receivedBytes, stepView } from './views.ts'

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
  { kind: 'step-ended', step: 1, end: 'met', atMs: 9 },
]

test('bytes are put together by peer and by stream, whatever they are', () => {
  expect([...receivedBytes(events, 'ana')]).toEqual([0xc3, 0xb1, 0xff])
  expect([...receivedBytes(events, 'beto')]).toEqual([0x78])
  expect(Buffer.from(outputBytes(events, 'stderr')).toString()).toBe('oh')
  expect(outputBytes(events, 'stdout')).toHaveLength(0)
})

test('the end of a connection and of the program', () => {
  expect(endOfPeer(events, 'ana')).toBe('fin')
  expect(endOfPeer(events, 'beto')).toBe('reset')
  expect(endOfPeer(events, 'carla')).toBeUndefined()
  expect(exitOf(events)).toEqual({ kind: 'code', code: 3 })
  expect(exitOf([])).toBeUndefined()
})

test('a step that ended by its limit sees what came until then, another one everything', () => {
  expect(stepView(events, 0)).toMatchObject({ end: 'limit', limitMs: 50, atMs: 3 })
  expect(stepView(events, 0)?.window).toHaveLength(3)
  expect(stepView(events, 1)?.limitMs).toBe(0)
  expect(stepView(events, 1)?.until).toHaveLength(9)
  expect(stepView(events, 1)?.window).toHaveLength(10)
  expect(stepView(events, 2)).toBeUndefined()
})
