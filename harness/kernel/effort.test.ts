import { expect, test } from 'vitest'
import { effortOf } from './effort.ts'
import type { Thread } from './threads.ts'

function thread(tid: number, numbers: Partial<Thread>): Thread {
  const nothing = { ranNs: NaN, starvedNs: NaN, slices: NaN }
  return { pid: 7, tid, name: 'servidor', letter: 'R', ...nothing, ...numbers }
}

const ran = (tid: number, ranMs: number, starvedMs: number) =>
  thread(tid, { ranNs: ranMs * 1e6, starvedNs: starvedMs * 1e6, slices: 3 })

test('time on a processor is of all threads, time without one of the worst', () => {
  const before = new Map([[7, ran(7, 10, 4)]])
  expect(effortOf([ran(7, 15, 5), ran(8, 20, 30)], before)).toEqual({ ranMs: 25, starvedMs: 30 })
  expect(effortOf([ran(7, 15, 5), ran(8, 20, 30)])).toEqual({ ranMs: 35, starvedMs: 30 })
})

test('a thread that never had a processor does not hide what the others did', () => {
  const before = new Map([[8, thread(8, {})]])
  expect(effortOf([ran(7, 15, 5), thread(8, {})])).toEqual({ ranMs: 15, starvedMs: 5 })
  expect(effortOf([ran(7, 15, 5), ran(8, 1, 2)], before)).toEqual({ ranMs: 16, starvedMs: 5 })
})

test('where nothing is counted there is no effort', () => {
  expect(effortOf([])).toEqual({ ranMs: 0, starvedMs: 0 })
  expect(effortOf([thread(7, {})])).toEqual({ ranMs: 0, starvedMs: 0 })
})
