import { effortSince } from '../kernel/effort.ts'
import {
  haveTimers,
  readSchedules,
  readSleepers,
  readThreads,
  readWaits,
  stillPrint,
  type WaitingThread,
} from '../kernel/threads.ts'
import { bounds } from '../lib/bounds.ts'
import { pollUntil, type WaitBounds, type WaitOutcome } from '../lib/poll.ts'
import type { Program } from './program.ts'

/** A program in which nothing moves: where each of its threads waits; nowhere when it has ended. */
export type Quiet = {
  readonly waits: readonly WaitingThread[]
  /** How often each thread had been given a processor, by thread id. */
  readonly slices: ReadonlyMap<number, number>
  /** Whether it has a timer of its own running that no call shows. */
  readonly timers: boolean
}

/**
 * Two looks in a row at all threads of a program: undefined unless the same ones are asleep in both
 * and none was given a processor in between. One look would be unsound with several threads or
 * processes, because one is seen asleep before another wakes it. What is read between the looks is
 * true of that moment.
 */
export function lookQuiet(program: Program): Quiet | undefined {
  const { exit } = program
  if (exit() === undefined && !program.isRunning()) return undefined
  const pids = program.possible()
  if (pids.length === 0) return exit() && { waits: [], slices: new Map(), timers: false }
  const threads = readSleepers(pids, 'first') ?? []
  const before = stillPrint(threads)
  if (before === undefined) return undefined
  const waits = readWaits(threads)
  const timers = haveTimers(pids)
  const after = readSleepers(program.possible(), 'last')
  if (!after || stillPrint(after) !== before) return undefined
  return { waits, timers, slices: new Map(threads.map(({ tid, slices }) => [tid, slices])) }
}

/** Whether nothing of a program runs any more: one that became a daemon outlives its first process. */
export function hasEnded(program: Program): boolean {
  return program.exit() !== undefined && program.possible().length === 0
}

/** Whether a thread that waited has run since, or is about to. */
export function haveRun(program: Program, { waits, slices }: Quiet): boolean {
  const now = new Map(readThreads(program.processes()).map((thread) => [thread.tid, thread]))
  return waits.some(({ tid }) => {
    const thread = now.get(tid)
    return thread?.letter !== 'S' || thread.slices !== slices.get(tid)
  })
}

/**
 * Waits until the program has ended, or nothing moves in it, or it has computed for so long that it
 * is not about to end.
 */
export function waitUntilSettled(program: Program, wait: WaitBounds): Promise<WaitOutcome> {
  const schedules = readSchedules(program.processes())
  const isSpent = () => effortSince(program.processes(), schedules).ranMs > bounds.lastWordsMs
  return pollUntil(
    () => program.exit() !== undefined || lookQuiet(program) !== undefined || isSpent(),
    wait,
  )
}
