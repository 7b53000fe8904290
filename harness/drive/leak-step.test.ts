import { expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { eventsOf } from '../transcript/views.ts'
import { buildText, stepEnds } from './test-stage.ts'

/** Echoes to one client after another; `last` is what it does with a client that has gone. */
const server = (last: string, first = '', before = 'pass') => `
import socket, sys
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
kept, more, count = [], [], 0
${before}
while True:
    conn, _ = server.accept()
    count += 1
    ${first || 'pass'}
    while data := conn.recv(100): conn.sendall(data)
    conn.shutdown(socket.SHUT_RDWR)
    ${last}
`
const closes = 'conn.close()'
const udp = 'more or more.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)); '
const programs = {
  'keeps two of three': [server('kept.append(conn) if count % 3 else conn.close()'), 'settled'],
  'keeps one of three': [server('kept.append(conn) if count == 2 else conn.close()'), 'settled'],
  'keeps none': [server(closes), 'met'],
  'opens a socket of its own for datagrams': [
    server(closes, `${udp}more[0].sendto(b'x', ('127.0.0.1', 9))`),
    'met',
  ],
  'opens another port to listen on': [
    server(closes, `more or more.append(socket.create_server(('127.0.0.1', 0)))`),
    'met',
  ],
  'opens a socket for nothing': [
    server(closes, 'more or more.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))'),
    'met',
  ],
  'opens a socket for nothing for each': [
    server(closes, 'more.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))'),
    'settled',
  ],
  'keeps all, and gives others back': [
    server(
      'kept.append(conn)',
      'more[0].close(); del more[0]',
      'more = [socket.socket() for _ in range(9)]',
    ),
    'settled',
  ],
  'opens pairs and a socket to the kernel': [
    server(closes, 'more or more.extend([socket.socketpair(), socket.socket(socket.AF_NETLINK)])'),
    'met',
  ],
} as const

const visits = ['ana', 'beto', 'carla'].flatMap((peer): StepInput[] => [
  { kind: 'connect', peer },
  { kind: 'send', peer, data: 'x\n' },
  { kind: 'expect', peer, expected: 'x\n' },
  { kind: 'close', peer },
])

test.each(Object.entries(programs))('one that %s', async (_name, [text, wanted]) => {
  await using program = await buildText('server.py', text)
  await using running = await program.start(Limits.parse({}))
  const steps: readonly StepInput[] = [...visits, { kind: 'expectNoLeak' }]
  await using scene = running.open({ trust: { kind: 'believed' }, steps })
  const events = await scene.play()
  expect(stepEnds(events).at(-1)?.end).toBe(wanted)
  expect(eventsOf(events, 'resources')).toHaveLength(1)
})
