import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { initialTrust } from '../grade/trust.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf } from '../transcript/views.ts'
import {
  buildProbe,
  buildText,
  figuresOf,
  isSoak,
  soakMs,
  stepEnds,
  type Running,
  type StepTime,
} from './test-stage.ts'
import type { Trust } from './trust.ts'

/** How often each program is asked, and how often on one connection. */
const rounds = isSoak ? 400 : 10
const roundsEach = 10
const sittings = Array.from({ length: rounds / roundsEach }, (_, index) => index)

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

/** What came of some rounds on one connection: its steps, without those of the connection itself. */
type Sitting = { readonly events: readonly Event[]; readonly steps: readonly StepTime[] }

async function sit(running: Running, trust: Trust, round: readonly StepInput[]): Promise<Sitting> {
  const steps = Array.from({ length: roundsEach }, () => round).flat()
  await using scene = running.open({
    trust,
    steps: [{ kind: 'connect', peer: 'ana' }, ...steps, { kind: 'close', peer: 'ana' }],
  })
  const events = await scene.play()
  return { events, steps: stepEnds(events).slice(1, steps.length + 1) }
}

/** The ends of the steps of a sitting, a line for each round. */
function endsOf({ steps }: Sitting, round: readonly StepInput[]): readonly string[] {
  const ends = steps.map(({ end }) => end)
  return Array.from({ length: Math.ceil(ends.length / round.length) }, (_, index) =>
    ends.slice(index * round.length, (index + 1) * round.length).join(' '),
  )
}

/** How long the steps at one place of each round took. */
function timesAt(all: readonly Sitting[], round: readonly StepInput[], place: number) {
  return all.flatMap(({ steps }) => steps.filter((_, index) => index % round.length === place))
}

describe('half a line is silence at once, and the rest is answered', { timeout: soakMs }, () => {
  test.for([
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
  ])('%s', async (name, { annotate }) => {
    await using program = await buildProbe(name)
    await using running = await program.start(Limits.parse({ silenceMs: 20_000 }))
    const trust = initialTrust(program.source, program.out)
    expect(trust).toEqual({ kind: 'presumed' })
    const all: Sitting[] = []
    for (const _ of sittings) {
      const sitting = await sit(running, trust, halfAndRest)
      const seen = eventsOf(sitting.events, 'observed')
      expect(endsOf(sitting, halfAndRest)).toEqual(Array(roundsEach).fill('met settled met met'))
      expect(seen.filter((one) => !one.accepted || one.unreadBytes > 0)).toEqual([])
      all.push(sitting)
    }
    await annotate(`silence ${figuresOf(timesAt(all, halfAndRest, 1))}`)
    await annotate(`answer ${figuresOf(timesAt(all, halfAndRest, 3))}`)
  })
})

describe('an answer that comes by a timer is waited for', { timeout: soakMs }, () => {
  test.for([
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
    'io-uring.c',
    'timer.mjs',
    'Later.java',
  ])('%s', async (name, { annotate }) => {
    await using program = await buildProbe(name)
    await using running = await program.start(Limits.parse({ answerMs: 20_000 }))
    const trust = initialTrust(program.source, program.out)
    const all: Sitting[] = []
    for (const _ of sittings) {
      const sitting = await sit(running, trust, wholeLine)
      expect(endsOf(sitting, wholeLine)).toEqual(Array(roundsEach).fill('met met'))
      all.push(sitting)
    }
    await annotate(`answer ${figuresOf(timesAt(all, wholeLine, 1))}, then ${trust.kind}`)
  })
})

test('a program that prints more than is kept waits for its reader, not for good', async () => {
  const chatters = `
import socket, sys
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    conn, _ = server.accept()
    conn.recv(100)
    for _ in range(100): print('x' * 200_000)
    conn.sendall(b'a line\\n')
    conn.close()
`
  await using program = await buildText('server.py', chatters)
  await using running = await program.start(Limits.parse({ outputBytesMax: 1000 }))
  for (let round = 0; round < 10; round += 1) {
    const steps: readonly StepInput[] = [{ kind: 'connect', peer: 'ana' }, ...wholeLine]
    await using scene = running.open({ trust: { kind: 'believed' }, steps })
    expect(stepEnds(await scene.play()).map(({ end }) => end)).toEqual(['met', 'met', 'met'])
  }
})

/**
 * From when a process gives up its memory until it closes its files nothing tells any more with which
 * environment it was started; with much memory that takes a while.
 */
const leavesSlowly = `
import os, socket, sys
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    conn, _ = server.accept()
    over, living = os.pipe()
    order, orders = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.close(orders)
            much = bytearray(b'x') * (512 << 20)
            os.write(living, b'ready')
            os.read(order, 1)
        os._exit(0)
    os.wait()
    os.close(living)
    os.read(over, 5)
    line = conn.recv(100)
    os.close(orders)
    os.read(over, 1)
    conn.sendall(line)
    os.close(over)
    os.close(order)
    conn.close()
`

test('a daemon that is on its way out may still wake somebody', async () => {
  await using program = await buildText('server.py', leavesSlowly)
  await using running = await program.start(Limits.parse({}))
  for (let round = 0; round < 3; round += 1) {
    const steps: readonly StepInput[] = [{ kind: 'connect', peer: 'ana' }, ...wholeLine]
    await using scene = running.open({ trust: { kind: 'believed' }, steps })
    expect(stepEnds(await scene.play()).map(({ end }) => end)).toEqual(['met', 'met', 'met'])
  }
})

test('a program that looks about every half a second is never called silent for good', async () => {
  await using program = await buildProbe('socketserver_.py')
  await using running = await program.start(Limits.parse({ silenceMs: 600 }))
  const steps = Array.from({ length: 3 }, () => halfAndRest).flat()
  await using scene = running.open({
    trust: initialTrust(program.source, program.out),
    steps: [{ kind: 'connect', peer: 'ana' }, ...steps],
  })
  const ends = stepEnds(await scene.play()).slice(1)
  expect(ends.map(({ end }) => end).join(' ')).toBe(Array(3).fill('met limit met met').join(' '))
})

describe('a program that never answers', () => {
  const answerMs = 2000
  const ask: readonly StepInput[] = [{ kind: 'connect', peer: 'ana' }, ...wholeLine]

  async function endOf(name: string) {
    await using program = await buildProbe(name)
    await using running = await program.start(Limits.parse({ answerMs }))
    await using scene = running.open({ trust: { kind: 'believed' }, steps: ask })
    const events = await scene.play()
    return { ...stepEnds(events).at(-1)!, blocked: eventsOf(events, 'blocked') }
  }

  test('is given up at once when it sleeps for longer than the limit', async () => {
    const { end, tookMs, blocked } = await endOf('sleeps.py')
    expect(end).toBe('settled')
    expect(tookMs).toBeLessThan(answerMs)
    expect(blocked).toMatchObject([{ threads: [{ call: 'sleep', wakes: 'later' }] }])
  })

  test('is given the whole limit when it is busy, and seen to be', async () => {
    const { end, tookMs, blocked } = await endOf('spins.py')
    expect(['limit', 'overloaded']).toContain(end)
    expect(tookMs).toBeGreaterThanOrEqual(answerMs)
    expect(blocked).toMatchObject([{ threads: [] }])
    expect(blocked[0]!.ranMs).toBeGreaterThan(answerMs / 10)
  })
})
