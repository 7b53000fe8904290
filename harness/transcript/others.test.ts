import { expect, test } from 'vitest'
import { Event } from './event.ts'
import { eventsOfOther, ofOther } from './others.ts'

const run = { other: 'ana', ours: true }

test('what happens to another program is told as that', () => {
  const happening = { kind: 'exited', exit: { kind: 'code', code: 1 } } as const
  expect(ofOther(run, happening)).toEqual({ kind: 'other', ...run, event: happening })
  expect(Event.parse({ ...ofOther(run, happening), atMs: 3 })).toBeDefined()
  expect(ofOther(run, { kind: 'frozen' })).toBeUndefined()
})

test('its events are read as if it were the only program', () => {
  const written = { kind: 'output', stream: 'stdout', data: { text: 'x' } } as const
  const of = (other: string, event: Extract<Event, { kind: 'other' }>['event']): Event => ({
    kind: 'other',
    other,
    ours: false,
    event,
    atMs: 2,
  })
  const events = [
    of('ana', { kind: 'started', folder: '/a' }),
    of('ana', { kind: 'listening', port: 1 }),
    of('beto', written),
    of('ana', written),
    of('ana', { kind: 'not-listening', port: 1, sockets: [], limitMs: 5 }),
    { kind: 'frozen', atMs: 1 } as const,
  ]
  expect(eventsOfOther(events, 'ana')).toEqual([
    { kind: 'started', folder: '/a', atMs: 2 },
    { ...written, atMs: 2 },
  ])
})
