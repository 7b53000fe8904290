import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Command } from '../harness/launch/spawn.ts'
import { nowMs, pause } from '../harness/lib/clock.ts'
import { amounts } from './amounts.ts'
import { hangBell } from './bell.ts'

/** A program as a plain script starts it. Disposing of it kills it and waits until it is gone. */
export type BareProgram = AsyncDisposable & {
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  untilExit(): Promise<void>
}

/** Starts a program with pipes, and looks at the kernel's table until it listens. */
export async function startBare(what: Command, port: number): Promise<BareProgram> {
  const [file, ...args] = what.command
  const child = spawn(file, args, { cwd: what.cwd, env: what.environment })
  const bell = hangBell()
  let ended = false
  const end = () => {
    ended = true
    bell.ring()
  }
  child.once('exit', end)
  child.once('error', end)
  child.stdout.resume()
  child.stderr.resume()
  const untilExit = () => bell.until(() => ended, `${file} should end`)
  await using stack = new AsyncDisposableStack()
  stack.defer(() => {
    child.kill('SIGKILL')
    return untilExit()
  })
  const lateMs = nowMs() + amounts.waitMs
  while (!isListening(port)) {
    if (ended || nowMs() > lateMs) throw new Error(`${file} does not listen on port ${port}`)
    await pause(amounts.lookMs)
  }
  const owned = stack.move()
  return {
    signal: (signal) => void child.kill(signal),
    untilExit,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Local address and port, remote ones, state 0A (Linux, networking/proc_net_tcp.rst). */
function isListening(port: number): boolean {
  const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0')
  const row = new RegExp(`:${hexadecimal} \\S+ 0A `)
  return ['/proc/net/tcp', '/proc/net/tcp6'].some((table) => row.test(readFileSync(table, 'utf8')))
}
