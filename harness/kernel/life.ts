import { isAlive, processTree, readProcess } from './processes.ts'
import { seesKernel } from './proc.ts'

/**
 * One process, and no later one that was given its number: those are given out again, soon where
 * there are few of them (`/proc/sys/kernel/pid_max`) or something forks without end.
 */
export type Life = {
  readonly pid: number
  /** When it began, in ticks since the machine did; undefined where that is not seen. */
  readonly bornTicks: number | undefined
}

/** The life of the process that has this number now. */
export function lifeOf(pid: number): Life {
  return { pid, bornTicks: readProcess(pid)?.bornTicks }
}

/** Whether its number is still its own; without `/proc` nobody can tell. */
function isItself({ pid, bornTicks }: Life): boolean {
  if (!seesKernel()) return true
  return bornTicks !== undefined && readProcess(pid)?.bornTicks === bornTicks
}

/** Whether the process with this number did not begin before another did. */
export function isYounger(pid: number, { bornTicks = 0 }: Life): boolean {
  const state = readProcess(pid)
  return state !== undefined && state.bornTicks >= bornTicks
}

/** Whether it still runs. */
export function lives(life: Life): boolean {
  return isItself(life) && isAlive(life.pid)
}

/** It and its descendants, parents first; none when it is gone. */
export function familyOf(life: Life): readonly number[] {
  return isItself(life) ? processTree(life.pid) : []
}

/** Sends it a signal, unless it is gone. */
export function signalLife(life: Life, signal: NodeJS.Signals): void {
  if (isItself(life)) signalNumber(life.pid, signal)
}

/** Sends a signal to a number (kill(2)) that was just seen; nothing happens if nobody has it. */
export function signalNumber(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended since it was seen.
  }
}
