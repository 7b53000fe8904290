import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import getPort from 'get-port'
import { expect, test } from 'vitest'
import * as play from '../index.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import { readUdpRows } from '../kernel/read-udp.ts'
import { pollUntil } from '../lib/poll.ts'
import { snippet } from './snippet.ts'

const bounds = { limitMs: 30_000, signal: new AbortController().signal }
const fixtures = fileURLToPath(new URL('../../fixtures/udp-echo-server', import.meta.url))

/** The lines for a machine that is busy with other tests: they are given more time. */
function linesOf(role: 'server' | 'client', steps: readonly StepInput[], port: number): string {
  const lines = snippet({
    role,
    port: { given: 'fixed', port },
    family: 'ipv4',
    steps: steps.map((step) => Step.parse(step)),
    delivery: { kind: 'whole' },
    seed: 1,
  })
  return lines!.join('\n').replaceAll('settimeout(3)', 'settimeout(6)')
}

const isBound = (port: number) =>
  pollUntil(() => readUdpRows().some(({ localPort }) => localPort === port), bounds)

test('a relay is more than Python, and undefined', () => {
  const relay = play.relay('ana', { toProgram: [{ kind: 'drop', datagram: 1 }] })
  const steps = [play.open('ana'), relay].map((step) => Step.parse(step))
  const rest = { family: 'ipv4', delivery: { kind: 'whole' }, seed: 1 } as const
  expect(snippet({ role: 'server', port: { given: 'discovered' }, steps, ...rest })).toBeUndefined()
})

test('where nobody is there, there is nothing to run', () => {
  const steps = [play.expectOutput('perdido'), play.expectExit()].map((step) => Step.parse(step))
  const rest = { family: 'ipv4', delivery: { kind: 'whole' }, seed: 1 } as const
  expect(snippet({ role: 'client', port: { given: 'discovered' }, steps, ...rest })).toBeUndefined()
})

test('the lines show what is wrong with a server, and nothing of one that is right', async (context) => {
  context.skip(process.platform !== 'linux', 'nobody sees here when it is bound')
  const steps = [
    play.open('ana'),
    play.open('beto'),
    play.sendDatagram('ana', 'hola'),
    play.expectDatagram('ana', 'hola'),
    play.sendDatagram('beto', 'chao'),
    play.expectDatagram('beto', 'chao'),
  ]
  const shownBy = async (fixture: string) => {
    const port = await getPort()
    const program = `${fixtures}/${fixture}/servidor.py`
    const server = execa('python3', [program, String(port)], { reject: false, stdio: 'ignore' })
    try {
      await isBound(port)
      const { stdout } = await execa('python3', ['-c', linesOf('server', steps, port)])
      return stdout.replaceAll(String(port), 'PORT').split('\n')
    } finally {
      server.kill('SIGKILL')
      await server
    }
  }
  const ana = `ana 4 bytes b'hola' from ('127.0.0.1', PORT)`
  expect(await shownBy('python-correct')).toEqual([
    ana,
    `beto 4 bytes b'chao' from ('127.0.0.1', PORT)`,
  ])
  expect(await shownBy('python-answers-the-first-client')).toEqual([ana, 'beto timed out'])
})

test('a client is waited for, and answered where it asked from', async (context) => {
  context.skip(process.platform !== 'linux', 'nobody sees here when it is bound')
  const port = await getPort()
  const steps = [
    play.open('ana'),
    play.expectDatagram('ana', 'uno'),
    play.sendDatagram('ana', 'dos'),
    play.expectDatagram('ana', 'tres'),
  ]
  const lines = execa('python3', ['-c', linesOf('client', steps, port)])
  await isBound(port)
  const client = `import socket
own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.sendto(b"uno", ("127.0.0.1", ${port}))
data, server = own.recvfrom(100)
own.sendto(b"tres, after " + data, server)`
  await execa('python3', ['-c', client])
  const { stdout } = await lines
  expect(stdout.replaceAll(/, \d+\)/g, ', PORT)').split('\n')).toEqual([
    `ana 3 bytes b'uno' from ('127.0.0.1', PORT)`,
    `ana 15 bytes b'tres, after dos' from ('127.0.0.1', PORT)`,
  ])
})
