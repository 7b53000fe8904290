import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { initialTrust } from '../grade/trust.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf } from '../transcript/views.ts'
import { buildProbe, stepEnds, type Running } from './test-stage.ts'
import type { Trust } from './trust.ts'

const isSoak = process.env['ENCHUFE_SOAK'] === '1'
const rounds = isSoak ? 400 : 20
/** A new connection for so many rounds. */
const roundsEach = 10
const timeout = isSoak ? 3_600_000 : 60_000

/** Times of decisions, in the order of their length. */
type Times = number[]

function note(name: string, what: string, times: Times) {
  times.sort((left, right) => left - right)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]?.toFixed(1)
  const file = process.env['ENCHUFE_FIG']
  if (file)
    fs.appendFileSync(
      file,
      `${name} ${what} ${times.length} median ${at(0.5)} p99 ${at(0.99)} max ${at(1)}\n`,
    )
}
import fs from 'node:fs'

async function sit(running: Running, trust: Trust, round: readonly StepInput[]) {
  const steps = Array.from({ length: roundsEach }, () => round).flat()
  await using scene = running.open({
    trust,
    steps: [{ kind: 'connect', peer: 'ana' }, ...steps, { kind: 'close', peer: 'ana' }],
  })
  return await scene.play()
}

/** How the steps of a round ended, each round a line. */
function roundEnds(events: readonly Event[], round: readonly StepInput[]): readonly string[] {
  const ends = stepEnds(events)
    .slice(1)
    .map(({ end }) => end)
  return Array.from({ length: Math.ceil(ends.length / round.length) }, (_, index) =>
    ends.slice(index * round.length, (index + 1) * round.length).join(' '),
  )
}

const halfAndRest: readonly StepInput[] = [
  { kind: 'send', peer: 'ana', data: 'half a ' },
  { kind: 'expectSilence', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'line\n' },
  { kind: 'expect', peer: 'ana', expected: 'half a line\n' },
]

const wholeLine: readonly StepInput[] = [
  { kind: 'send', peer: 'ana', data: 'a line\n' },
  { kind: 'expect', peer: 'ana', expected: 'a line\n' },
]

describe('half a line is silence at once, a whole one is answered', () => {
  test.each([
    'plain.py',
    'threads.py',
    'processes.py',
    'asyncio_.py',
    'selectors_.py',
    'select_.py',
    'server.mjs',
    'Server.java',
    'Selector.java',
    'plain.c',
    'select.c',
    'poll.c',
    'epoll.c',
    'fork.c',
    'threads.c',
    'plain.pl',
  ])('%s', { timeout }, async (name) => {
    await using program = await buildProbe(name)
    const limits = Limits.parse({ silenceMs: 10_000 })
    await using running = await program.start(limits)
    const trust = initialTrust(program.source, program.out)
    expect(trust).toEqual({ kind: 'believed' })
    const times: { silence: Times; answer: Times } = { silence: [], answer: [] }
    for (let round = 0; round < rounds; round += roundsEach) {
      const events = await sit(running, trust, halfAndRest)
      const ends = roundEnds(events, halfAndRest)
      expect(ends).toEqual([...Array(roundsEach).fill('met settled met met'), 'met'])
      const unread = eventsOf(events, 'observed').filter(
        ({ accepted, unreadBytes }) => !accepted || unreadBytes > 0,
      )
      expect(unread).toEqual([])
      for (const [index, { tookMs }] of stepEnds(events).entries()) {
        if (index % 4 === 2) times.silence.push(tookMs)
        if (index % 4 === 0 && index > 0) times.answer.push(tookMs)
      }
    }
    note(name, 'silence', times.silence)
    note(name, 'answer', times.answer)
  })
})

describe('an answer that comes by a timer is waited for', () => {
  test.each([
    'nanosleep.py',
    'nanosleep.c',
    'poll-timeout.c',
    'rcvtimeo.py',
    'rcvtimeo.c',
    'settimeout.py',
    'helper-thread.py',
    'helper-thread.c',
    'condition.py',
    'child.py',
    'child.c',
    'daemon.py',
    'alarm.c',
    'timerfd.c',
    'posix-timer.c',
    'timer.mjs',
    'Later.java',
  ])('%s', { timeout }, async (name) => {
    await using program = await buildProbe(name)
    await using running = await program.start(Limits.parse({}))
    const trust = initialTrust(program.source, program.out)
    const times: Times = []
    for (let round = 0; round < rounds; round += roundsEach) {
      const events = await sit(running, trust, wholeLine)
      expect(roundEnds(events, wholeLine)).toEqual([...Array(roundsEach).fill('met met'), 'met'])
      for (const [index, { tookMs }] of stepEnds(events).entries())
        if (index % 2 === 0 && index > 0) times.push(tookMs)
    }
    note(name, `answer (${trust.kind})`, times)
  })
})
