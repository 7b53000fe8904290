import {
  clockSleep,
  forEver,
  futexOperation,
  futexWait,
  isLockWait,
  msAt,
  sleepAt,
  timespecAt,
  timevalAt,
  untold,
  type TimeoutRule,
} from './timeout.ts'
import { pollfds, sets, type WatchRule } from './watch.ts'

/** A system call in which a program waits; its arguments are given by their places, from 0. */
export type SystemCall = {
  /**
   * Its numbers by processor, as Node names it: arch/x86/entry/syscalls/syscall_64.tbl and
   * include/uapi/asm-generic/unistd.h of Linux. Absent: libraries use a newer call in its place.
   */
  readonly x64: number
  readonly arm64?: number
  readonly call: CallName
  readonly descriptor?: number
  /** Where its arguments name several. */
  readonly watch?: WatchRule
  /** The most bytes that it reads. */
  readonly bytes?: number
  readonly timeout: TimeoutRule
  /** With these arguments alone it is the wait of that name. */
  readonly only?: (args: readonly bigint[]) => boolean
}

/** The calls in which a program waits, under the names that their users know. */
export type CallName =
  | 'recv'
  | 'read'
  | 'send'
  | 'write'
  | 'accept'
  | 'connect'
  | 'poll'
  | 'select'
  | 'epoll_wait'
  | 'futex'
  | 'pause'
  | 'sleep'
  | 'sigwait'
  | 'wait'
  | 'lock'
  | 'ipc'

/**
 * What the arguments mean is on each call's own page in section 2 of the manual. Left out on
 * purpose: restart_syscall and io_uring_enter, whose arguments show no timeout although there may
 * be one.
 */
const systemCalls = {
  read: { x64: 0, arm64: 63, call: 'read', descriptor: 0, bytes: 2, timeout: forEver },
  readv: { x64: 19, arm64: 65, call: 'read', descriptor: 0, timeout: forEver },
  write: { x64: 1, arm64: 64, call: 'write', descriptor: 0, timeout: forEver },
  writev: { x64: 20, arm64: 66, call: 'write', descriptor: 0, timeout: forEver },
  recvfrom: { x64: 45, arm64: 207, call: 'recv', descriptor: 0, bytes: 2, timeout: forEver },
  recvmsg: { x64: 47, arm64: 212, call: 'recv', descriptor: 0, timeout: forEver },
  recvmmsg: { x64: 299, arm64: 243, call: 'recv', descriptor: 0, timeout: timespecAt(4) },
  sendto: { x64: 44, arm64: 206, call: 'send', descriptor: 0, timeout: forEver },
  sendmsg: { x64: 46, arm64: 211, call: 'send', descriptor: 0, timeout: forEver },
  sendmmsg: { x64: 307, arm64: 269, call: 'send', descriptor: 0, timeout: forEver },
  sendfile: { x64: 40, arm64: 71, call: 'send', descriptor: 0, timeout: forEver },
  accept: { x64: 43, arm64: 202, call: 'accept', descriptor: 0, timeout: forEver },
  accept4: { x64: 288, arm64: 242, call: 'accept', descriptor: 0, timeout: forEver },
  // The kernel gives up after some tries (tcp_syn_retries in tcp(7)).
  connect: { x64: 42, arm64: 203, call: 'connect', descriptor: 0, timeout: untold },
  poll: { x64: 7, call: 'poll', watch: pollfds, timeout: msAt(2) },
  ppoll: { x64: 271, arm64: 73, call: 'poll', watch: pollfds, timeout: timespecAt(2) },
  select: { x64: 23, call: 'select', watch: sets, timeout: timevalAt(4) },
  pselect6: { x64: 270, arm64: 72, call: 'select', watch: sets, timeout: timespecAt(4) },
  epoll_wait: { x64: 232, call: 'epoll_wait', descriptor: 0, timeout: msAt(3) },
  epoll_pwait: { x64: 281, arm64: 22, call: 'epoll_wait', descriptor: 0, timeout: msAt(3) },
  epoll_pwait2: {
    x64: 441,
    arm64: 441,
    call: 'epoll_wait',
    descriptor: 0,
    timeout: timespecAt(3),
  },
  futex: { x64: 202, arm64: 98, call: 'futex', timeout: futexOperation },
  futex_wait: { x64: 455, arm64: 455, call: 'futex', timeout: futexWait },
  pause: { x64: 34, call: 'pause', timeout: forEver },
  rt_sigsuspend: { x64: 130, arm64: 133, call: 'pause', timeout: forEver },
  rt_sigtimedwait: { x64: 128, arm64: 137, call: 'sigwait', timeout: timespecAt(2) },
  nanosleep: { x64: 35, arm64: 101, call: 'sleep', timeout: sleepAt(0) },
  clock_nanosleep: { x64: 230, arm64: 115, call: 'sleep', timeout: clockSleep },
  wait4: { x64: 61, arm64: 260, call: 'wait', timeout: forEver },
  waitid: { x64: 247, arm64: 95, call: 'wait', timeout: forEver },
  // Whoever holds the lock may be a program of somebody else.
  flock: { x64: 73, arm64: 32, call: 'lock', descriptor: 0, timeout: untold },
  fcntl: { x64: 72, arm64: 25, call: 'lock', descriptor: 0, timeout: untold, only: isLockWait },
  msgsnd: { x64: 69, arm64: 189, call: 'ipc', timeout: forEver },
  msgrcv: { x64: 70, arm64: 188, call: 'ipc', timeout: forEver },
  semop: { x64: 65, arm64: 193, call: 'ipc', timeout: forEver },
  semtimedop: { x64: 220, arm64: 192, call: 'ipc', timeout: timespecAt(3) },
} as const satisfies Record<string, SystemCall>

const table: readonly SystemCall[] = Object.values(systemCalls)

/** The call with this number on a processor that Node calls `arch`, if a program waits in it. */
export function findSystemCall(arch: string, number: number): SystemCall | undefined {
  if (arch !== 'x64' && arch !== 'arm64') return undefined
  return table.find((call) => call[arch] === number)
}
