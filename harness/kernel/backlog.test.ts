import { expect, test } from 'vitest'
import { parseBacklog, readBacklog } from './backlog.ts'

test('the backlog of all processors', () => {
  const line = (backlog: string) =>
    `0000a1b2 00000000 00000003 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 ${backlog} 00000000 00000000 00000000`
  expect(parseBacklog(`${line('00000000')}\n${line('00000000')}\n`)).toBe(0)
  expect(parseBacklog(`${line('00000002')}\n${line('0000000f')}\n`)).toBe(17)
})

test('an older kernel does not say', () => {
  expect(parseBacklog('0000a1b2 00000000 00000003\n')).toBe(0)
  expect(parseBacklog('')).toBe(0)
})

test('of this machine it is a number', () => {
  expect(readBacklog()).toBeGreaterThanOrEqual(0)
})
