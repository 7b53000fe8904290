import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { orElse } from './proc.ts'
import { readThreads, readWaits } from './threads.ts'

/**
 * In which calls threads of these processes wait that end with EINTR when they are stopped and go on,
 * which only a debugger or a shell would do to them (signal(7), "Interruption of system calls and
 * library functions by stop signals"); by thread. `mayHide`: they may have set a timeout of a socket,
 * which shows nowhere. Runtimes that begin such a call again by themselves are left out (PEP 475;
 * libuv; the JDK). Of a thread that is stopped already some architectures tell no more in which call
 * that was, and one that runs is seen in its call only when it is stopped: both are worth a look.
 */
export function interruptible(
  pids: readonly number[],
  mayHide: boolean,
): ReadonlyMap<number, string> {
  const waits = readWaits(readThreads(pids).filter(({ letter }) => 'STt'.includes(letter)))
  const ends = waits.filter(
    ({ pid, call }) =>
      (interrupted.has(call) || (mayHide && withTimeout.has(call))) && !beginsAgain(pid),
  )
  return new Map(ends.map(({ tid, call }) => [tid, call]))
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
