import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { orElse } from './proc.ts'
import { readSleepers, readWaits } from './threads.ts'

/**
 * Whether to stop these processes and let them go on ends a wait of theirs with EINTR, which only a
 * debugger or a shell would do to them (signal(7), "Interruption of system calls and library
 * functions by stop signals"). `mayHide`: they may have set a timeout of a socket, which shows
 * nowhere. Runtimes that begin such a call again by themselves are left out (PEP 475; libuv; the JDK).
 */
export function stopInterrupts(pids: readonly number[], mayHide: boolean): boolean {
  const waits = readWaits(readSleepers(pids, 'first') ?? [])
  return waits.some(
    ({ pid, call }) =>
      (interrupted.has(call) || (mayHide && withTimeout.has(call))) && !beginsAgain(pid),
  )
}

const interrupted: ReadonlySet<string> = new Set(['epoll_wait', 'sigwait', 'ipc'])
const withTimeout: ReadonlySet<string> = new Set([
  'recv',
  'send',
  'accept',
  'connect',
  'read',
  'write',
])

function beginsAgain(pid: number): boolean {
  return /^(?:python|node|java|ruby)[\d.]*$/.test(
    basename(orElse(() => readlinkSync(`/proc/${pid}/exe`), '')),
  )
}
