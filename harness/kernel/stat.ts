/** What `/proc/PID/stat` says of a process or thread (proc_pid_stat(5)). */
export type Stat = {
  /** At most 15 bytes; it may hold anything, also spaces, parentheses and line ends. */
  readonly command: string
  /** R running, S sleeping, D waiting for a disk, T stopped, Z zombie, X dead, … */
  readonly letter: string
  readonly parent: number
  /** On its way out: it may have given up its memory, and not yet closed its files. */
  readonly exiting: boolean
  /** When it began, in ticks since the machine did. */
  readonly bornTicks: number
}

/** Undefined when the text is empty or cut off, as of a process that is gone. */
export function parseStat(text: string): Stat | undefined {
  // No field after the command has a parenthesis.
  const [, command, letter, parent, flags, born] = line.exec(text) ?? []
  if (command === undefined) return undefined
  const exiting = (Number(flags) & exitingFlag) !== 0
  return { command, letter: letter!, parent: Number(parent), exiting, bornTicks: Number(born) }
}

/** Number, command, state, parent; group, session, terminal and its group; flags; 12 more; start. */
const line = /^\d+ \(([^]*)\) (\S) (-?\d+) (?:-?\d+ ){4}(\d+) (?:-?\d+ ){12}(\d+) /
/** PF_EXITING of include/linux/sched.h. */
const exitingFlag = 0x4

/** The times of a thread, as `/proc/PID/task/TID/schedstat` has them. */
export type ScheduleStat = {
  /** Nanoseconds on a processor, and ready to run without getting one. */
  readonly ranNs: number
  readonly starvedNs: number
  /** How often it was given a processor. */
  readonly slices: number
}

/**
 * Linux, Documentation/scheduler/sched-stats.rst. All NaN when the text is no such line, and where
 * the kernel does not count and shows three zeros: what has run once has a slice.
 */
export function parseScheduleStat(text: string): ScheduleStat {
  const [, ran, starved, slices] = /^(\d+) (\d+) (\d+)\s*$/.exec(text) ?? []
  if (slices === undefined || Number(slices) === 0)
    return { ranNs: NaN, starvedNs: NaN, slices: NaN }
  return { ranNs: Number(ran), starvedNs: Number(starved), slices: Number(slices) }
}
