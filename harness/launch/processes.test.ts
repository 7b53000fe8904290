import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listeningSockets } from '../kernel/listening.ts'
import { isAlive, readProcess } from '../kernel/processes.ts'
import { start } from './test-start.ts'

/** With much memory it takes a while from giving that up until its files are closed. */
const leavesSlowly = `
import socket, time
server = socket.create_server(('127.0.0.1', 0))
much = bytearray(b'x') * (512 << 20)
print('ready', flush=True)
time.sleep(100)
`

test('a stranger that is on its way out, and no longer shows whose it is, is no process of a program', async () => {
  await using program = (await start(['sleep', '100'])).program
  const stranger = spawn('python3', ['-c', leavesSlowly], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = stranger.pid!
  await once(stranger.stdout, 'data')
  expect(listeningSockets(() => [pid])).toHaveLength(1)
  stranger.kill('SIGKILL')
  let doubtful = 0
  while (isAlive(pid)) {
    const own = program.processes()
    const possible = program.possible()
    if (readProcess(pid)?.exiting === true && possible.includes(pid)) doubtful += 1
    expect(own).toHaveLength(1)
    await nextTurn()
  }
  // There was something to be mistaken for its own.
  expect(doubtful).toBeGreaterThan(0)
})
