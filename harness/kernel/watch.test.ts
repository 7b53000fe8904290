import { expect, test } from 'vitest'
import { pollfds, sets, watchedBy, type Watch } from './watch.ts'

const memory = (parts: Readonly<Record<number, readonly number[]>>) => {
  return (address: bigint, size: number) => {
    const part = parts[Number(address)]
    return part?.length === size ? Uint8Array.from(part) : undefined
  }
}

test('the array of poll() has a descriptor in every eight bytes; negative ones do not count', () => {
  const watch = pollfds([64n, 3n, 0n, 0n, 0n, 0n])!
  expect(watch).toEqual({ layout: 'pollfds', addresses: [64n], count: 3 })
  const array = [3, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255, 1, 0, 0, 0, 4, 1, 0, 0, 1, 0, 9, 0]
  expect(watchedBy(watch, memory({ 64: array }))).toEqual([3, 260])
})

test('the sets of select() have a bit for each, in whole words, and are taken together', () => {
  const watch = sets([10n, 64n, 0n, 128n, 0n, 0n])!
  expect(watch).toEqual({ layout: 'set', addresses: [64n, 128n], count: 10 })
  const parts = { 64: [0b1000, 0b11, 0, 0, 0, 0, 0, 0], 128: [0b1_1000, 0b1100, 0, 0, 0, 0, 0, 0] }
  expect(watchedBy(watch, memory(parts))).toEqual([3, 8, 9, 4])
})

test('calls without any descriptor, and absurd ones, watch nothing', () => {
  expect(pollfds([0n, 0n, 5n, 0n, 0n, 0n])).toBeUndefined()
  expect(pollfds([64n, 0n, 5n, 0n, 0n, 0n])).toBeUndefined()
  expect(pollfds([64n, 0xffff_ffffn, 5n, 0n, 0n, 0n])).toBeUndefined()
  expect(sets([0n, 0n, 0n, 0n, 0n, 0n])).toBeUndefined()
  expect(sets([1_000_000n, 64n, 0n, 0n, 0n, 0n])).toBeUndefined()
})

test('memory that cannot be read has none', () => {
  const watch: Watch = { layout: 'set', addresses: [64n], count: 70 }
  expect(watchedBy(watch, () => undefined)).toEqual([])
  expect(watchedBy(watch, memory({ 64: Array.from({ length: 16 }, () => 0) }))).toEqual([])
})
