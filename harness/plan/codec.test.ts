import { expect, test } from 'vitest'
import { framingWith } from '../assignment/test-codec.ts'
import { randomFrom } from '../lib/seed.ts'
import { cutPoints } from './cut-points.ts'

/** Messages of 100 bytes and their length, in more bytes than are cut everywhere. */
const stream = Buffer.concat(Array.from({ length: 8 }, () => Buffer.alloc(101, 100)))

test('a long payload is cut around the ends of its messages, and in what may be their headers', () => {
  const points = cutPoints(stream, framingWith(), randomFrom(1))
  for (const end of [101, 202, 707]) {
    expect(points).toEqual(expect.arrayContaining([-1, 0, 1, 2, 3, 4].map((by) => end + by)))
  }
})

test('or where its codec says', () => {
  const framing = framingWith({ boundaries: () => [333, 0, 808] })
  const points = cutPoints(stream, framing, randomFrom(1))
  expect(points).toEqual(expect.arrayContaining([332, 333, 334, 807]))
  expect(Math.max(...points)).toBeLessThan(stream.length)
})

test('bytes on which its codec fails are cut all the same', () => {
  const broken = Buffer.concat([Uint8Array.of(254), stream])
  const points = cutPoints(broken, framingWith(), randomFrom(1))
  expect(points.length).toBeGreaterThan(10)
})

test('what is wrong with our own code is not taken for a fault of the codec', () => {
  const unknown = { kind: 'codec', file: './codec.ts', hash: 'never-loaded' } as const
  expect(() => cutPoints(stream, unknown, randomFrom(1))).toThrow('was not loaded')
})
