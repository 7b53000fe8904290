import { describe, expect, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { randomFrom } from '../lib/seed.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { eventsOf } from '../transcript/views.ts'
import { buildProbe, stepEnds, type Running } from './test-stage.ts'

const isSoak = process.env['ENCHUFE_SOAK'] === '1'
const connections = isSoak ? 1000 : 50
const fragmentsEach = 10
const limits = Limits.parse({})

/** From a byte to more than one segment. */
const sizesMax = [1, 8, 300, 5000, 20_000]

/** Sends fragments of these sizes on one connection, and asks how many bytes each recv() had. */
async function recordSizes(running: Running, sizes: readonly number[]) {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const at = sizes.slice(1).map((_, index) => sizes.slice(0, index + 1).reduce((a, b) => a + b, 0))
  const delivery: Delivery = { kind: 'pieces', cuts: [{ step: 1, at }] }
  await using scene = running.open({
    delivery,
    trust: { kind: 'believed' },
    steps: [
      { kind: 'connect', peer: 'ana' },
      { kind: 'send', peer: 'ana', data: { kind: 'text', text: 'x', times: total } },
      { kind: 'halfClose', peer: 'ana' },
      { kind: 'expect', peer: 'ana', expected: { kind: 'contains', data: '\n' } },
    ],
  })
  const events = await scene.play()
  const sent = eventsOf(events, 'sent')
  const recorded = Buffer.from(scene.stage.peers.get('ana')?.received() ?? []).toString()
  return {
    recorded: recorded.trim().split(' ').map(Number),
    proved: sent.filter(({ apart }) => apart === 'proved').length,
    sent: sent.map(({ bytes }) => bytes),
    ends: stepEnds(events).map(({ end }) => end),
    sendMs: stepEnds(events)[1]?.tookMs ?? 0,
  }
}

describe(`${fragmentsEach} fragments are ${fragmentsEach} recv() calls, ${connections} times`, () => {
  test.each(['recorder.py', 'recorder.c', 'Recorder.java', 'recorder.mjs'])(
    '%s',
    { timeout: isSoak ? 3_600_000 : 60_000 },
    async (name) => {
      await using program = await buildProbe(name)
      await using running = await program.start(limits)
      const random = randomFrom(1)
      const times: number[] = []
      for (let connection = 0; connection < connections; connection += 1) {
        const most = sizesMax[connection % sizesMax.length]!
        const sizes = Array.from({ length: fragmentsEach }, () => 1 + Math.floor(random() * most))
        const { sendMs, ...seen } = await recordSizes(running, sizes)
        expect(seen).toEqual({
          recorded: sizes,
          sent: sizes,
          proved: fragmentsEach,
          ends: ['met', 'met', 'met', 'met'],
        })
        times.push(sendMs / fragmentsEach)
      }
      times.sort((left, right) => left - right)
      if (process.env['ENCHUFE_FIG'])
        (await import('node:fs')).appendFileSync(
          process.env['ENCHUFE_FIG'],
          `${name} ${connections} median ${times[times.length >> 1]} max ${times.at(-1)}\n`,
        )
    },
  )
})
