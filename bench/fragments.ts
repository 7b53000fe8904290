import { readFile } from 'node:fs/promises'
import {
  buildProbe,
  buildText,
  stepEnds,
  type Running,
  type TestProgram,
} from '../harness/drive/test-stage.ts'
import { Limits } from '../harness/config/limits.ts'
import { randomFrom } from '../harness/lib/seed.ts'
import { eventsOf } from '../harness/transcript/views.ts'
import { amounts, msPerSecond } from './amounts.ts'
import { median, total } from './figures.ts'
import type { Setting } from './setting.ts'
import { sendSleeping } from './sleeping-sender.ts'
import { together, type Measured } from './table.ts'

/** What was sent on one connection, and what the program saw of it. */
type Sent = {
  readonly sendMs: number
  readonly sizes: readonly number[]
  /** Bytes of each recv(). */
  readonly recorded: readonly number[]
  readonly proved: number
}

type Reader = {
  readonly name: string
  readonly connections: number
  readonly build: () => Promise<TestProgram>
}

const readers: readonly Reader[] = [
  {
    name: 'a program that reads at once',
    connections: amounts.connectionsCount,
    build: () => buildProbe('recorder.py'),
  },
  {
    name: `a program that naps ${amounts.napMs} ms before each read`,
    connections: amounts.nappingConnectionsCount,
    build: buildNapping,
  },
]

/** Fragments that are proved to arrive apart, beside fragments with a sleep between them. */
export async function measureFragments({ signal }: Setting): Promise<Measured> {
  const random = randomFrom(1)
  const all: Measured[] = []
  for (const reader of readers) {
    await using program = await reader.build()
    await using running = await program.start(Limits.parse({}))
    const ours: Sent[] = []
    const others: Sent[] = []
    for (let connection = 0; connection < reader.connections; connection += 1) {
      const sizes = Array.from(
        { length: amounts.fragmentsCount },
        () => 1 + Math.floor(random() * amounts.fragmentBytesMax),
      )
      ours.push(await sendProved(running, sizes))
      const { address } = running.open({ steps: [], trust: { kind: 'believed' } }).stage
      others.push({ sizes, proved: 0, ...(await sendSleeping(address, sizes, signal)) })
    }
    all.push(compare(reader, ours, others))
  }
  return together(all)
}

function compare({ name }: Reader, ours: readonly Sent[], others: readonly Sent[]): Measured {
  const merged = (all: readonly Sent[]) => total(all.map(countMerged))
  const count = total(ours.map(({ sizes }) => sizes.length))
  const proved = total(ours.map((sent) => sent.proved))
  return {
    sections: [
      {
        title: `${count} fragments each way, on connections of ${amounts.fragmentsCount}, to ${name}`,
        columns: ['proved apart', `${amounts.sleepMs} ms sleeps`],
        rows: [
          { what: 'fragments a second', values: [rate(ours), rate(others)], unit: '1/s' },
          {
            what: 'the same, median connection',
            values: [usual(ours), usual(others)],
            unit: '1/s',
          },
          { what: 'proved to arrive apart', values: [proved, undefined], unit: 'fragments' },
          {
            what: 'merged with the next',
            values: [merged(ours), merged(others)],
            unit: 'fragments',
          },
        ],
      },
    ],
    ratios: [
      { what: `fragments a second, to sleeps; ${name}`, value: usual(ours) / usual(others) },
      { what: `merged fragments; ${name}`, value: merged(ours), atMost: 0 },
      { what: `fragments not proved; ${name}`, value: count - proved, atMost: 0 },
    ],
    remarks: [],
  }
}

function rate(all: readonly Sent[]): number {
  const fragments = total(all.map(({ sizes }) => sizes.length))
  return (fragments * msPerSecond) / total(all.map(({ sendMs }) => sendMs))
}

/** The same where the machine did not keep both from running. */
function usual(all: readonly Sent[]): number {
  return median(all.map((sent) => rate([sent])))
}

/** Ends of fragments at which no recv() ended. */
function countMerged({ sizes, recorded }: Sent): number {
  const seen = new Set(ends(recorded))
  return ends(sizes).filter((end) => !seen.has(end)).length
}

function ends(sizes: readonly number[]): readonly number[] {
  let end = 0
  return sizes.map((size) => (end += size))
}

/** The product's own sender, driven as by a scenario. */
async function sendProved(running: Running, sizes: readonly number[]): Promise<Sent> {
  const times = total(sizes)
  await using scene = running.open({
    trust: { kind: 'believed' },
    delivery: { kind: 'pieces', cuts: [{ step: 1, at: ends(sizes).slice(0, -1) }] },
    steps: [
      { kind: 'connect', peer: 'ana' },
      { kind: 'send', peer: 'ana', data: { kind: 'text', text: 'x', times } },
      { kind: 'halfClose', peer: 'ana' },
      { kind: 'expect', peer: 'ana', expected: { kind: 'contains', data: '\n' } },
    ],
  })
  const events = await scene.play()
  const received = scene.stage.peers.get('ana')?.received() ?? new Uint8Array()
  return {
    sizes,
    sendMs: stepEnds(events)[1]?.tookMs ?? NaN,
    recorded: Buffer.from(received).toString().trim().split(' ').map(Number),
    proved: eventsOf(events, 'sent').filter(({ apart }) => apart === 'proved').length,
  }
}

async function buildNapping(): Promise<TestProgram> {
  const probe = new URL('../fixtures/probes/recorder.py', import.meta.url)
  const text = await readFile(probe, 'utf8')
  const nap = `(time.sleep(${amounts.napMs / msPerSecond}), conn.recv(65536))[1]`
  return buildText('napping.py', `import time\n${text.replace('conn.recv(65536)', nap)}`)
}
