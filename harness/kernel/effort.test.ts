import { expect, test } from 'vitest'
import { effortOf } from './effort.ts'

const never = { ranNs: NaN, starvedNs: NaN, slices: NaN }
const ran = (ranMs: number, starvedMs: number) => ({
  ranNs: ranMs * 1e6,
  starvedNs: starvedMs * 1e6,
  slices: 3,
})

test('time on a processor is of all threads, time without one of the worst', () => {
  const now = new Map([
    [7, ran(15, 5)],
    [8, ran(20, 30)],
  ])
  expect(effortOf(now, new Map([[7, ran(10, 4)]]))).toEqual({ ranMs: 25, starvedMs: 30 })
  expect(effortOf(now)).toEqual({ ranMs: 35, starvedMs: 30 })
})

test('a thread that never had a processor does not hide what the others did', () => {
  const now = new Map([
    [7, ran(15, 5)],
    [8, never],
  ])
  expect(effortOf(now)).toEqual({ ranMs: 15, starvedMs: 5 })
  expect(effortOf(new Map([...now, [8, ran(1, 2)]]), now)).toEqual({ ranMs: 1, starvedMs: 2 })
})

test('where nothing is counted there is no effort', () => {
  expect(effortOf(new Map())).toEqual({ ranMs: 0, starvedMs: 0 })
  expect(effortOf(new Map([[7, never]]))).toEqual({ ranMs: 0, starvedMs: 0 })
})
