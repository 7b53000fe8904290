import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { eventsOf } from '../transcript/views.ts'
import { buildProbe, buildText, stepEnds, type TestProgram } from './test-stage.ts'

/** Plays steps whose last one is not met, and tells what was seen then. */
async function lastSight(program: TestProgram, steps: readonly StepInput[]) {
  await using running = await program.start(Limits.parse({ answerMs: 20_000 }))
  await using scene = running.open({ steps, trust: { kind: 'believed' } })
  const events = await scene.play()
  return {
    end: stepEnds(events).at(-1)?.end,
    observed: eventsOf(events, 'observed').at(-1),
    threads: eventsOf(events, 'blocked').at(-1)?.threads,
  }
}

const half: readonly StepInput[] = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'half' },
]
const isAnswered = (peer: string): StepInput => ({
  kind: 'expect',
  peer,
  expected: { kind: 'anything' },
})

const never = { wakes: 'never', input: false } as const

describe('a program that waits for the rest of a line is seen to', () => {
  const ofAna = { ...never, peers: ['ana'], listener: false }
  const ofListener = { ...never, peers: [], listener: true }

  test.each([
    ['plain.py', [{ ...ofAna, call: 'recv', bytesMax: 65_536 }]],
    ['plain.c', [{ ...ofAna, call: 'recv', bytesMax: 65_532 }]],
    ['plain.pl', [{ ...ofAna, call: 'read', bytesMax: 65_536 }]],
    ['select.c', [{ ...ofAna, call: 'select', listener: true }]],
    ['poll.c', [{ ...ofAna, call: 'poll', listener: true }]],
    ['epoll.c', [{ ...ofAna, call: 'epoll_wait', listener: true }]],
    ['selectors_.py', [{ ...ofAna, call: 'epoll_wait', listener: true }]],
    ['select_.py', [{ ...ofAna, call: 'select', listener: true }]],
    ['asyncio_.py', [{ ...ofAna, call: 'epoll_wait', listener: true }]],
    [
      'threads.c',
      [
        { ...ofAna, call: 'read', bytesMax: 4096 },
        { ...ofListener, call: 'accept' },
      ],
    ],
    [
      'fork.c',
      [
        { ...ofAna, call: 'read', bytesMax: 4096 },
        { ...ofListener, call: 'accept' },
      ],
    ],
  ])('%s', async (name, threads) => {
    await using program = await buildProbe(name)
    const sight = await lastSight(program, [...half, isAnswered('ana')])
    expect(sight).toMatchObject({
      end: 'settled',
      observed: { peer: 'ana', known: true, accepted: true, unreadBytes: 0, halfClosed: false },
      threads,
    })
  })
})

describe('what is found does not keep a program from being settled', () => {
  test('a connection that it never accepts, because another client is first', async () => {
    await using program = await buildProbe('plain.py')
    const sight = await lastSight(program, [
      ...half,
      { kind: 'connect', peer: 'ben' },
      { kind: 'send', peer: 'ben', data: 'a line\n' },
      isAnswered('ben'),
    ])
    expect(sight).toMatchObject({
      end: 'settled',
      observed: {
        peer: 'ben',
        known: true,
        accepted: false,
        unreadBytes: 7,
        waitingConnections: 1,
      },
      threads: [{ ...never, call: 'recv', peers: ['ana'], bytesMax: 65_536 }],
    })
  })

  test('bytes that it never reads', async () => {
    const body = `
import socket, sys
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
conn, _ = server.accept()
server.accept()
`
    await using program = await buildText('server.py', body)
    const sight = await lastSight(program, [...half, isAnswered('ana')])
    expect(sight).toMatchObject({
      end: 'settled',
      observed: { peer: 'ana', accepted: true, unreadBytes: 4, waitingConnections: 0 },
      threads: [{ ...never, call: 'accept', peers: [], listener: true }],
    })
  })

  test('more bytes than fit into its queue', async () => {
    const body = `
import socket, sys
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
conn, _ = server.accept()
sys.stdin.read()
`
    await using program = await buildText('server.py', body)
    const much: StepInput = {
      kind: 'send',
      peer: 'ana',
      data: { kind: 'text', text: 'x'.repeat(100), times: 200_000 },
    }
    const sight = await lastSight(program, [half[0]!, much, isAnswered('ana')])
    expect(sight).toMatchObject({ end: 'settled', threads: [{ call: 'read', input: true }] })
    expect(sight.observed?.unreadBytes).toBeGreaterThan(10_000)
  })
})

test('a peer that was refused is no part of what the program waits for', async () => {
  await using program = await buildText(
    'server.py',
    `
import socket
server = socket.socket(socket.AF_INET6)
server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
server.bind(('::', 0))
server.listen()
server.accept()
`,
  )
  const sight = await lastSight(program, [{ kind: 'connect', peer: 'ana' }, isAnswered('ana')])
  expect(sight).toMatchObject({
    end: 'impossible',
    threads: [{ ...never, call: 'accept', peers: [], listener: true }],
  })
})
