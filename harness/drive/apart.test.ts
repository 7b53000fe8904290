import { describe, expect, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { randomFrom } from '../lib/seed.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { eventsOf } from '../transcript/views.ts'
import {
  buildProbe,
  figuresOf,
  isSoak,
  soakMs,
  stepEnds,
  type Running,
  type StepTime,
} from './test-stage.ts'

const connections = isSoak ? 1000 : 25
const fragmentsEach = 10

/** From a byte to more than one segment. */
const sizesMax = [1, 8, 300, 5000, 20_000]

/** Sends fragments of these sizes on one connection, and asks how many bytes each recv() had. */
async function recordSizes(running: Running, sizes: readonly number[]) {
  const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size))
  const delivery: Delivery = { kind: 'pieces', cuts: [{ step: 1, at: ends.slice(0, -1) }] }
  await using scene = running.open({
    delivery,
    trust: { kind: 'believed' },
    steps: [
      { kind: 'connect', peer: 'ana' },
      { kind: 'send', peer: 'ana', data: { kind: 'text', text: 'x', times: ends.at(-1)! } },
      { kind: 'halfClose', peer: 'ana' },
      { kind: 'expect', peer: 'ana', expected: { kind: 'contains', data: '\n' } },
    ],
  })
  const events = await scene.play()
  const sent = eventsOf(events, 'sent')
  const recorded = Buffer.from(scene.stage.peers.get('ana')?.received() ?? []).toString()
  return {
    send: stepEnds(events)[1]!,
    seen: {
      recorded: recorded.trim().split(' ').map(Number),
      sent: sent.map(({ bytes }) => bytes),
      apart: new Set(sent.map(({ apart }) => apart)),
    },
  }
}

describe(
  `${fragmentsEach} fragments are ${fragmentsEach} recv() calls`,
  { timeout: soakMs },
  () => {
    test.for(['recorder.py', 'recorder.c', 'Recorder.java', 'recorder.mjs'])(
      `%s, ${connections} times`,
      async (name, { annotate }) => {
        await using program = await buildProbe(name)
        await using running = await program.start(Limits.parse({}))
        const random = randomFrom(1)
        const sends: StepTime[] = []
        for (let connection = 0; connection < connections; connection += 1) {
          const most = sizesMax[connection % sizesMax.length]!
          const sizes = Array.from({ length: fragmentsEach }, () => 1 + Math.floor(random() * most))
          const { seen, send } = await recordSizes(running, sizes)
          expect(seen).toEqual({ recorded: sizes, sent: sizes, apart: new Set(['proved']) })
          sends.push({ ...send, tookMs: send.tookMs / fragmentsEach })
        }
        await annotate(`a fragment, mean of ${fragmentsEach}, ${figuresOf(sends)}`)
      },
    )
  },
)
