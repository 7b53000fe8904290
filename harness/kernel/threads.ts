import { existsSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { readMemory } from './memory.ts'
import { readOpenFiles } from './open-files.ts'
import { list, orElse, read } from './proc.ts'
import { parseScheduleStat, parseStat, type ScheduleStat } from './stat.ts'
import { decodeWait, type Wait } from './wait.ts'

/** One thread at one moment (proc_pid_stat(5), schedstat). */
export type Thread = ScheduleStat & {
  readonly pid: number
  readonly tid: number
  readonly name: string
  /** R running, also when it ran while we looked; S sleeping, D waiting for a disk, T stopped, … */
  readonly letter: string
}

/** All living threads of some processes. What ends while it is looked at is left out. */
export function readThreads(pids: readonly number[]): readonly Thread[] {
  return pids.flatMap((pid) =>
    list(`/proc/${pid}/task`).flatMap((tid) => {
      const thread = readThread(pid, Number(tid))
      return thread && !'ZX'.includes(thread.letter) ? [thread] : []
    }),
  )
}

/**
 * All living threads of some processes if all of them sleep, else undefined, as soon as one is seen
 * that does not. For two looks in a row the schedules are read before the letters in the first, and
 * after them in the second: so they are of both ends of all that is read.
 */
export function readSleepers(
  pids: readonly number[],
  schedule: 'first' | 'last',
): readonly Thread[] | undefined {
  const sleepers: Thread[] = []
  for (const pid of pids) {
    for (const tid of list(`/proc/${pid}/task`)) {
      const thread = readThreadOnce(pid, Number(tid), schedule)
      if (thread === undefined || 'ZX'.includes(thread.letter)) continue
      if (thread.letter !== 'S' || Number.isNaN(thread.slices)) return undefined
      sleepers.push(thread)
    }
  }
  return sleepers
}

function readThreadOnce(pid: number, tid: number, schedule: 'first' | 'last'): Thread | undefined {
  const folder = `/proc/${pid}/task/${tid}`
  const before = schedule === 'first' ? read(`${folder}/schedstat`) : ''
  const stat = parseStat(read(`${folder}/stat`))
  if (stat === undefined) return undefined
  const times = parseScheduleStat(schedule === 'first' ? before : read(`${folder}/schedstat`))
  return { pid, tid, name: stat.command, letter: stat.letter, ...times }
}

/** What each thread of some processes has had of the processors, by its id. */
export function readSchedules(pids: readonly number[]): ReadonlyMap<number, ScheduleStat> {
  return new Map(
    pids.flatMap((pid) =>
      list(`/proc/${pid}/task`).map((tid) => {
        return [Number(tid), parseScheduleStat(read(`/proc/${pid}/task/${tid}/schedstat`))] as const
      }),
    ),
  )
}

/**
 * Reads the schedule on both sides of the letter: one that was woken between two files could show
 * the letter of before and the slices of after.
 */
function readThread(pid: number, tid: number): Thread | undefined {
  const folder = `/proc/${pid}/task/${tid}`
  const before = read(`${folder}/schedstat`)
  const stat = parseStat(read(`${folder}/stat`))
  const after = read(`${folder}/schedstat`)
  if (stat === undefined) return undefined
  const ran = stat.letter === 'S' && before !== after
  const schedule = parseScheduleStat(after)
  return { pid, tid, name: stat.command, letter: ran ? 'R' : stat.letter, ...schedule }
}

/**
 * Two looks in which all threads sleep and whose prints are equal prove that at the moment between
 * them every thread was blocked and none had been woken. Undefined when one does not sleep, when
 * there is none, and where the kernel does not count slices. The time on a processor is part of it
 * for threads that are seen asleep an instant before they leave theirs, and may yet stay.
 */
export function stillPrint(threads: readonly Thread[]): string | undefined {
  if (threads.length === 0) return undefined
  if (threads.some(({ letter, slices }) => letter !== 'S' || Number.isNaN(slices))) return undefined
  return threads.map(({ pid, tid, slices, ranNs }) => `${pid}/${tid}/${slices}/${ranNs}`).join(' ')
}

/** A sleeping thread and where it waits. */
export type WaitingThread = Wait & { readonly pid: number; readonly tid: number }

/**
 * Where each thread waits. The threads that a Java virtual machine runs for itself are left out:
 * they wake in a rhythm of their own, and never do anything that the program did not ask for.
 */
export function readWaits(threads: readonly Thread[]): readonly WaitingThread[] {
  const machines = new Set(threads.map(({ pid }) => pid).filter(isJava))
  return threads
    .filter(({ pid, name }) => !(machines.has(pid) && javaInternal.test(name)))
    .map(({ pid, tid }) => ({ ...readWait(pid, tid), pid, tid }))
}

function readWait(pid: number, tid: number): Wait {
  const text = read(`/proc/${pid}/task/${tid}/syscall`)
  return decodeWait(text, process.arch, (address, size) => readMemory({ pid, tid }, address, size))
}

function isJava(pid: number): boolean {
  return basename(orElse(() => readlinkSync(`/proc/${pid}/exe`), '')) === 'java'
}

/** Names as the kernel keeps them, cut at 15 characters (HotSpot, JDK 17 to 25). */
const javaInternal =
  /^(?:VM Periodic Tas|VM Thread|G1 .*|GC Thread#\d+|C[12] CompilerThre.*|Sweeper thread|Monitor Deflati|Common-Cleaner|Service Thread|Notification Th|Signal Dispatch|Reference Handl|Finalizer|Attach Listener|Cleaner-\d+|Shenandoah.*|[XZ](?:Driver|Director|Stat|Worker|Uncommitter|Unmapper).*|Str(?:ing ?)?Dedup.*)$/

/**
 * Whether one of the processes may have a timer running that is none of its calls: a timerfd that
 * is set (proc_pid_fdinfo(5)), a queue of io_uring with a request in it, which may be a timeout, or
 * a POSIX timer, set or not (proc_pid_timers(5)).
 */
export function haveTimers(pids: readonly number[]): boolean {
  // A kernel without CONFIG_CHECKPOINT_RESTORE does not show POSIX timers.
  timersShown ??= existsSync('/proc/self/timers')
  if (!timersShown) return true
  return pids.some((pid) => read(`/proc/${pid}/timers`) !== '' || hasTimerDescriptor(pid))
}

let timersShown: boolean | undefined

/**
 * Whether every request that was ever put into a queue of io_uring was taken and answered
 * (io_uring_show_fdinfo() in io_uring/fdinfo.c). libuv keeps such queues, and lets the kernel do in
 * them what is done at once; older kernels do not show these numbers.
 */
function isEmptyQueue(information: string): boolean {
  const numberOf = (name: string) => new RegExp(`^${name}:\\s*(\\d+)$`, 'm').exec(information)?.[1]
  const put = numberOf('SqTail')
  const counted = ['CachedSqHead', 'CachedCqTail'].map(numberOf)
  return put !== undefined && counted.every((count) => count === put) && noPolls.test(information)
}

const noPolls = /^PollList:\n(?!\s)/m

function hasTimerDescriptor(pid: number): boolean {
  return readOpenFiles(pid).some(
    ({ target, information }) =>
      (target === 'anon_inode:[io_uring]' && !isEmptyQueue(information())) ||
      (target === 'anon_inode:[timerfd]' && !/it_value: \(0, 0\)/.test(information())),
  )
}
