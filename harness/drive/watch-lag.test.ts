import { expect, test } from 'vitest'
import { bounds } from '../lib/bounds.ts'
import { nowMs, pause } from '../lib/clock.ts'
import type { Happening } from '../transcript/event.ts'
import { watchLag } from './watch-lag.ts'

test('a time without running is written down', async () => {
  const seen: Happening[] = []
  {
    using _ = watchLag((happening) => seen.push(happening))
    await pause(2 * bounds.beatMs)
    const before = seen.length
    const untilMs = nowMs() + bounds.heldUpMsMin + 2 * bounds.beatMs
    while (nowMs() < untilMs);
    await pause(bounds.beatMs)
    expect(seen.slice(before)).toMatchObject([{ kind: 'held-up' }])
  }
  const after = seen.length
  await pause(2 * bounds.beatMs)
  expect(seen.length).toBe(after)
})
