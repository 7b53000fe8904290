import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { pollUntil } from '../lib/poll.ts'
import { socketOwners } from './processes.ts'
import { readNetCounters } from './read-net-counters.ts'
import { readUdpRows } from './read-udp.ts'

const bounds = { limitMs: 30_000, signal: new AbortController().signal }
const nowhere = process.platform !== 'linux'

function startPython(script: string): number {
  const child = spawn('python3', ['-c', script], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return child.pid!
}

test('datagrams that a program does not read wait, and those without room are dropped', async ({
  skip,
}) => {
  skip(nowhere, 'no /proc here')
  const pid = startPython(`
import signal, socket
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
one.bind(('127.0.0.1', 0))
signal.pause()
`)
  const row = () => {
    const owners = socketOwners([pid])
    return readUdpRows().find(({ inode, localPort }) => localPort > 0 && owners.get(inode) === pid)
  }
  expect(await pollUntil(() => row() !== undefined, bounds)).toBe('met')
  const first = row()!
  expect(first).toMatchObject({
    family: 'ipv4',
    localAddress: '127.0.0.1',
    remotePort: 0,
    receiveQueueBytes: 0,
    drops: 0,
  })
  const peer = createSocket('udp4')
  onTestFinished(() => void peer.close())
  const send = () =>
    new Promise((resolve) => peer.send('hello', first.localPort, '127.0.0.1', resolve))
  await send()
  expect(await pollUntil(() => row()!.receiveQueueBytes > 0, bounds)).toBe('met')
  const full = await pollUntil(async () => {
    await send()
    return row()!.drops > 0
  }, bounds)
  expect(full).toBe('met')
})

test('the kernel counts sockets that are closed with unread bytes', async ({ skip }) => {
  skip(nowhere, 'no /proc here')
  const before = readNetCounters()
  startPython(`
import select, socket
server = socket.create_server(('127.0.0.1', 0))
peer = socket.create_connection(server.getsockname())
peer.send(b'unread')
conn, _ = server.accept()
select.select([conn], [], [])
conn.close()
`)
  const counted = () => readNetCounters().abortOnClose > before.abortOnClose
  expect(await pollUntil(counted, bounds)).toBe('met')
})
