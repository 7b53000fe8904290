import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import { programEnvironment } from '../launch/environment.ts'
import { runVariable } from '../launch/processes.ts'
import { waitUntilListening } from '../launch/ready.ts'
import { startProgram } from '../launch/start.ts'
import { eventsOf, outputBytes } from '../transcript/views.ts'
import { openHistory } from './history.ts'
import { play } from './play.ts'
import { openStage } from './stage.ts'

const limits = Limits.parse({ answerMs: 2000 })
const { signal } = new AbortController()

/** Plays a scenario against a Python server whose listening socket is called `server`. */
async function against(body: string, steps: readonly StepInput[], lens: 'whole' | 'bytewise') {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const history = openHistory()
  await using program = await startProgram({
    command: ['python3', '-c', `${preamble}\n${body}`],
    cwd: folder,
    environment: programEnvironment(process.env, {
      HOME: folder,
      [runVariable]: folder,
      PYTHONUNBUFFERED: '1',
    }),
    pipesFolder: folder,
    mark: folder,
    limits,
    record: history.record,
  })
  const rule = { given: 'discovered' } as const
  const ready = await waitUntilListening(program, { rule, port: 0 }, { limitMs: 10_000, signal })
  if (ready.kind !== 'listening') throw new Error('the server of the test does not listen')
  const { port } = ready
  const parsed = steps.map((step) => Step.parse(step))
  await using stage = openStage({
    history,
    limits,
    signal,
    port,
    delivery: { kind: lens },
    steps: parsed,
    trust: { kind: 'believed' },
    seed: 1,
    family: 'ipv4',
    firstLocalPort: undefined,
  })
  stage.program = program
  stage.address = { host: '127.0.0.1', port }
  await play(stage, { steps: parsed, first: 0 })
  history.seal()
  const stdout = Buffer.from(outputBytes(history.events, 'stdout')).toString()
  return { events: history.events, stdout }
}

const preamble = `
import socket, os, time, signal, struct
server = socket.socket()
server.bind(('127.0.0.1', 0))
server.listen()
`
const connect: StepInput = { kind: 'connect', peer: 'ana' }
const readEverything = `
conn, _ = server.accept()
while True:
    data = conn.recv(4096)
    print(len(data))
    if not data: break
`

test('every fragment arrives in a recv() of its own', async () => {
  const steps: StepInput[] = [
    connect,
    { kind: 'send', peer: 'ana', data: { kind: 'text', text: 'x', times: 150 } },
    { kind: 'close', peer: 'ana' },
    { kind: 'expectExit' },
  ]
  const { events, stdout } = await against(readEverything, steps, 'bytewise')
  expect(stdout).toBe(`${'1\n'.repeat(150)}0\n`)
  expect(eventsOf(events, 'sent').every(({ apart }) => apart === 'proved')).toBe(true)
})

test('whole arrives in one recv()', async () => {
  const steps: StepInput[] = [
    connect,
    { kind: 'send', peer: 'ana', data: 'hola' },
    { kind: 'close', peer: 'ana' },
    { kind: 'expectExit' },
  ]
  const { stdout } = await against(readEverything, steps, 'whole')
  expect(stdout).toBe('4\n0\n')
})

test('FIN, RST, silence and exit are told apart', async () => {
  const steps: StepInput[] = ['fin', 'rst', 'open'].flatMap((name): StepInput[] => [
    { kind: 'connect', peer: name },
    { kind: 'expect', peer: name, expected: { kind: 'anything' } },
  ])
  const body = `
connections = [server.accept()[0] for _ in range(1)]
connections[0].sendall(b'x'); connections[0].close()
rst, _ = server.accept()
rst.sendall(b'x')
rst.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); rst.close()
still, _ = server.accept()
still.sendall(b'x')
time.sleep(100)
`
  const { events } = await against(
    body,
    [...steps, { kind: 'expectSilence', peer: 'open' }],
    'whole',
  )
  expect(eventsOf(events, 'fin').map(({ peer }) => peer)).toEqual(['fin'])
  expect(eventsOf(events, 'reset').map(({ peer }) => peer)).toEqual(['rst'])
  expect(eventsOf(events, 'exited')).toEqual([])
  expect(eventsOf(events, 'step-ended').at(-1)).toMatchObject({ end: 'settled' })
})

test('a reset before the program touches the connection is certain under a freeze', async () => {
  const steps: StepInput[] = [
    { kind: 'freeze' },
    connect,
    { kind: 'reset', peer: 'ana' },
    { kind: 'thaw' },
    { kind: 'expectExit' },
  ]
  const body = `
conn, _ = server.accept()
try:
    conn.sendall(b'x')
    print('sent')
except ConnectionResetError:
    print('reset')
`
  const { stdout } = await against(body, steps, 'whole')
  expect(stdout).toBe('reset\n')
})

test('what a program sent before it reset the connection at once is not lost', async () => {
  const rounds = 60
  const names = Array.from({ length: rounds }, (_, index) => `p${index}`)
  const steps = names.flatMap((name): StepInput[] => [
    { kind: 'connect', peer: name },
    { kind: 'expect', peer: name, expected: 'x' },
    { kind: 'expectClose', peer: name, how: 'either' },
  ])
  const body = `
while True:
    conn, _ = server.accept()
    conn.sendall(b'x')
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); conn.close()
`
  const { events } = await against(body, steps, 'whole')
  expect(eventsOf(events, 'received')).toHaveLength(rounds)
  expect(eventsOf(events, 'reset')).toHaveLength(rounds)
})

test('what a program sent before it reset a connection on which a peer still writes is not lost', async () => {
  const rounds = 60
  const answer = 'a'.repeat(4096)
  const steps = Array.from({ length: rounds }, (_, index) => `p${index}`).flatMap(
    (peer): StepInput[] => [
      { kind: 'connect', peer },
      { kind: 'send', peer, data: { kind: 'text', text: 'a', times: 1_000_000 } },
      { kind: 'expect', peer, expected: answer },
      { kind: 'expectClose', peer, how: 'either' },
    ],
  )
  // What it has not read makes the end a reset.
  const body = `
while True:
    conn, _ = server.accept()
    conn.sendall(conn.recv(4096))
    conn.close()
`
  const { events } = await against(body, steps, 'whole')
  expect(eventsOf(events, 'step-ended').filter(({ end }) => end !== 'met')).toEqual([])
  expect(eventsOf(events, 'reset')).toHaveLength(rounds)
})

test('what was never accepted is seen in the kernel', async () => {
  const steps: StepInput[] = [connect, { kind: 'expect', peer: 'ana', expected: 'x' }]
  const { events } = await against('time.sleep(100)', steps, 'whole')
  expect(eventsOf(events, 'observed')).toMatchObject([
    { peer: 'ana', accepted: false, waitingConnections: 1 },
  ])
})

test('a peer whose program has ended its side closes its own', async () => {
  const steps: StepInput[] = [
    connect,
    { kind: 'expect', peer: 'ana', expected: 'x' },
    { kind: 'expectExit' },
  ]
  const body = `
conn, _ = server.accept()
conn.sendall(b'x')
conn.shutdown(socket.SHUT_WR)
print(len(conn.recv(10)))
`
  const { stdout } = await against(body, steps, 'whole')
  expect(stdout).toBe('0\n')
})

test('it waits with that while it still has something to say', async () => {
  const steps: StepInput[] = [
    connect,
    { kind: 'expect', peer: 'ana', expected: 'x' },
    { kind: 'expectSilence', peer: 'ana' },
    { kind: 'send', peer: 'ana', data: 'hola' },
    { kind: 'expectExit' },
  ]
  const body = `
conn, _ = server.accept()
conn.sendall(b'x')
conn.shutdown(socket.SHUT_WR)
print(conn.recv(10), conn.recv(10))
`
  const { stdout } = await against(body, steps, 'whole')
  expect(stdout).toBe("b'hola' b''\n")
})

test('silence is not believed of a program that is still busy', async () => {
  const steps: StepInput[] = [
    connect,
    { kind: 'expect', peer: 'ana', expected: 'x' },
    { kind: 'expectSilence', peer: 'ana' },
  ]
  const body = `
conn, _ = server.accept()
conn.sendall(b'x')
busy = time.monotonic() + 1.2
while time.monotonic() < busy: pass
conn.sendall(b'late')
time.sleep(100)
`
  const { events } = await against(body, steps, 'whole')
  expect(eventsOf(events, 'step-ended').at(-1)).toMatchObject({ step: 2, end: 'impossible' })
})

const answersLines = `
conn, _ = server.accept()
data = b''
while True:
    piece = conn.recv(4096)
    if not piece: break
    data += piece
    while b'\\n' in data:
        line, data = data.split(b'\\n', 1)
        conn.sendall(line.upper() + b'\\n')
`
const say = (text: string): StepInput => ({ kind: 'send', peer: 'ana', data: text })

test('a fence is met when its answer comes next, in one piece whatever the lens', async () => {
  const steps: StepInput[] = [
    connect,
    say('ho'),
    say('la\n'),
    { kind: 'expect', peer: 'ana', expected: 'HOLA\n' },
    { kind: 'fence', peer: 'ana', data: 'eco\n', expected: 'ECO\n' },
    { kind: 'drain', peer: 'ana' },
  ]
  const { events } = await against(`${answersLines}\nconn.close()`, steps, 'bytewise')
  expect(eventsOf(events, 'step-ended').map(({ end }) => end)).toEqual(Array(6).fill('met'))
  expect(eventsOf(events, 'sent').at(-1)).toMatchObject({ bytes: 4, further: false })
})

test('a fence finds what came without being asked for, and a drain an end that does not come', async () => {
  const steps: StepInput[] = [
    connect,
    { kind: 'fence', peer: 'ana', data: 'eco\n', expected: 'ECO\n' },
    { kind: 'drain', peer: 'ana' },
  ]
  const body = answersLines.replace("data = b''", "data = b''; conn.sendall(b'hi')")
  const { events } = await against(`${body}\ntime.sleep(100)`, steps, 'whole')
  expect(eventsOf(events, 'step-ended').map(({ end }) => end)).toEqual([
    'met',
    'impossible',
    'settled',
  ])
})

test('what is sent to a frozen program is there with its end when it goes on', async () => {
  const body = `
import select
conn, _ = server.accept()
poll = select.poll()
poll.register(conn, select.POLLIN | select.POLLRDHUP)
for _ in range(2):
    print(bool(poll.poll()[0][1] & select.POLLRDHUP))
    conn.recv(4096)
`
  const steps: StepInput[] = [
    connect,
    say('hola'),
    { kind: 'expectOutput', stream: 'stdout', expected: 'False\n' },
    { kind: 'freeze' },
    say('hola'),
    { kind: 'halfClose', peer: 'ana' },
    { kind: 'thaw' },
    { kind: 'expectExit' },
  ]
  const { stdout } = await against(body, steps, 'whole')
  expect(stdout).toBe('False\nTrue\n')
})
