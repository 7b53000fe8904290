import { setImmediate as nextTurn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import type { StepEnd } from '../transcript/event.ts'
import { eventsOf } from '../transcript/views.ts'
import { lookSettled } from './settle.ts'
import { buildProbe, buildText, isSoak, soakMs, stepEnds, type Running } from './test-stage.ts'

const limits = Limits.parse({})
const { signal } = new AbortController()
const python = (body: string) => `
import os, socket, sys, time
server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=1)
${body}
`

/** Answers lines, one client after another. */
const answers = `
while True:
    conn, _ = server.accept()
    line = conn.makefile('rb').readline()
    conn.sendall(line)
    conn.close()
`

const open = (running: Running, steps: readonly StepInput[]) =>
  running.open({ steps, trust: { kind: 'believed' } })

/** How the steps ended that a program was played. */
async function endsOf(text: string, steps: readonly StepInput[]) {
  await using program = await buildText('server.py', python(text))
  await using running = await program.start(limits)
  await using scene = open(running, steps)
  const events = await scene.play()
  return { ends: stepEnds(events).map(({ end }) => end), events }
}

/** That the steps ended so; what happened is told if they did not. */
function expectEnds({ ends, events }: Awaited<ReturnType<typeof endsOf>>, wanted: StepEnd[]): void {
  expect(isDeepStrictEqual(ends, wanted) ? [] : events).toEqual([])
}

const connect: StepInput = { kind: 'connect', peer: 'ana' }
const isAnswered: StepInput = { kind: 'expect', peer: 'ana', expected: 'a line\n' }
const isSilent: StepInput = { kind: 'expectSilence', peer: 'ana' }
const send = (data: string): StepInput => ({ kind: 'send', peer: 'ana', data })

describe('a connection that is being made', () => {
  const peers = ['ana', 'ben', 'carla', 'david', 'eva']
  const talk = (peer: string): StepInput[] => [
    { kind: 'send', peer, data: `${peer}\n` },
    { kind: 'expect', peer, expected: `${peer}\n` },
  ]

  const serves = `
import threading
def serve(conn):
    conn.sendall(conn.makefile('rb').readline())
while True: threading.Thread(target=serve, args=[server.accept()[0]]).start()
`

  test('five clients at once get through listen(1)', async () => {
    const steps: StepInput[] = [
      { kind: 'freeze' },
      { kind: 'connectTogether', peers },
      { kind: 'thaw' },
      ...peers.toReversed().flatMap(talk),
    ]
    const played = await endsOf(serves, steps)
    expectEnds(
      played,
      steps.map(() => 'met'),
    )
    expect(eventsOf(played.events, 'connected')).toHaveLength(peers.length)
  })

  test('one by one, to a program that is stopped', async () => {
    const steps: StepInput[] = [
      { kind: 'freeze' },
      ...peers.map((peer): StepInput => ({ kind: 'connect', peer })),
      { kind: 'thaw' },
      ...peers.flatMap(talk),
    ]
    expectEnds(
      await endsOf(serves, steps),
      steps.map(() => 'met'),
    )
  })

  test('keeps the program from being settled until it is made', async () => {
    await using program = await buildText('server.py', python('time.sleep(100)'))
    await using running = await program.start(limits)
    await using scene = open(running, [{ kind: 'connectTogether', peers }])
    await scene.play()
    const connected = () => eventsOf(scene.stage.history.events, 'connected').length
    await scene.stage.history.until(() => connected() === 2, { limitMs: 10_000, signal })
    expect(await lookSettled(scene.stage)).toBeUndefined()
    expect(connected()).toBe(2)
  })
})

test('more than the buffers hold is in flight until all of it is', async () => {
  const total = 50_000_000
  const body = `
conn, _ = server.accept()
while True: conn.recv(1 << 20)
`
  await using program = await buildText('server.py', python(body))
  await using running = await program.start(limits)
  await using scene = open(running, [connect])
  await scene.play()
  const peer = scene.stage.peers.get('ana')!
  const written = { yet: false }
  void peer.write(Buffer.alloc(total)).then(() => (written.yet = true))
  while (!written.yet) {
    const quiet = await lookSettled(scene.stage)
    expect(quiet !== undefined && !peer.flushed()).toBe(false)
    await nextTurn()
  }
})

describe('what a peer does is under way until the program has it', () => {
  test('half a line, then its end', async () => {
    const played = await endsOf(answers, [
      connect,
      send('half a line'),
      { kind: 'halfClose', peer: 'ana' },
      { kind: 'expect', peer: 'ana', expected: 'half a line' },
      { kind: 'expectClose', peer: 'ana' },
    ])
    expectEnds(played, ['met', 'met', 'met', 'met', 'met'])
  })

  test('its end, to a program that does not end its own', async () => {
    const body = `
conn, _ = server.accept()
while conn.recv(100): pass
server.accept()
`
    const played = await endsOf(body, [
      connect,
      send('x'),
      { kind: 'halfClose', peer: 'ana' },
      isSilent,
    ])
    expectEnds(played, ['met', 'met', 'met', 'settled'])
    expect(eventsOf(played.events, 'observed').at(-1)).toMatchObject({
      halfClosed: true,
      unreadBytes: 0,
    })
    expect(eventsOf(played.events, 'blocked').at(-1)?.threads).toMatchObject([
      { call: 'accept', listener: true, wakes: 'never' },
    ])
  })

  test('its reset', async () => {
    const body = `
conn, _ = server.accept()
try:
    while True: conn.recv(100)
except ConnectionResetError:
    print('reset', flush=True)
server.accept()
`
    const played = await endsOf(body, [
      connect,
      send('x'),
      { kind: 'reset', peer: 'ana' },
      { kind: 'expectOutput', expected: 'reset\n' },
      { kind: 'expectExit' },
    ])
    expectEnds(played, ['met', 'met', 'met', 'met', 'settled'])
  })
})

describe('a program that is frozen', () => {
  test('is not settled, and goes on when it is thawed', async () => {
    await using program = await buildProbe('plain.py')
    await using running = await program.start(Limits.parse({ silenceMs: 100 }))
    const steps: StepInput[] = [
      connect,
      send('half '),
      isSilent,
      { kind: 'freeze' },
      send('a line\n'),
      isSilent,
      { kind: 'thaw' },
      { kind: 'expect', peer: 'ana', expected: 'half a line\n' },
    ]
    await using scene = open(running, steps)
    const ends = stepEnds(await scene.play()).map(({ end }) => end)
    expect(ends[5]).toBe('limit')
    expect(ends.toSpliced(5, 1).toSpliced(2, 1)).toEqual(Array(6).fill('met'))
  })
})

describe('a program that ends', { timeout: soakMs }, () => {
  const rounds = isSoak ? 500 : 10

  test('is seen to have ended, with all that it said before', async () => {
    const body = `
conn, _ = server.accept()
line = conn.recv(100)
print('bye', flush=True)
conn.sendall(line)
os._exit(3)
`
    await using program = await buildText('server.py', python(body))
    for (let round = 0; round < rounds; round += 1) {
      await using running = await program.start(limits)
      await using scene = open(running, [
        connect,
        send('a line\n'),
        isAnswered,
        { kind: 'expectOutput', expected: 'bye\n' },
        { kind: 'expectClose', peer: 'ana', how: 'either' },
        { kind: 'expectExit' },
      ])
      const events = await scene.play()
      expect(stepEnds(events).map(({ end }) => end)).toEqual(Array(6).fill('met'))
      expect(eventsOf(events, 'exited')).toMatchObject([{ exit: { kind: 'code', code: 3 } }])
    }
  })

  test('is no longer waited for', async () => {
    const played = await endsOf('conn, _ = server.accept(); conn.recv(100); os._exit(0)', [
      connect,
      send('x'),
      { kind: 'expectOutput', expected: 'never' },
    ])
    expectEnds(played, ['met', 'met', 'impossible'])
  })
})
