import { readFileSync } from 'node:fs'

/** What one process of a program may use (getrlimit(2)); memory of data is in bytes, time in s. */
export type ProcessLimits = {
  readonly nproc?: number
  readonly fsize: number
  readonly nofile: number
  readonly cpu: number
  readonly data: number
}

/**
 * The options of prlimit(1) for these limits: none above what this process has itself, because
 * raising one needs rights. No core files are written.
 */
export function limitArguments(limits: ProcessLimits): readonly string[] {
  const own = ownHardLimits()
  const wanted = Object.entries({ ...limits, core: 0 })
  return wanted.map(([name, value]) => `--${name}=${Math.min(value, own.get(name) ?? Infinity)}`)
}

/** The hard limits of this process; those that are unlimited are left out. */
function ownHardLimits(): ReadonlyMap<string, number> {
  const text = readFileSync('/proc/self/limits', 'utf8')
  return new Map(
    Object.entries(titles).flatMap(([name, title]) => {
      const hard = new RegExp(`^${title}\\s+\\S+\\s+(\\d+)`, 'm').exec(text)?.[1]
      return hard === undefined ? [] : [[name, Number(hard)] as const]
    }),
  )
}

/** As `/proc/PID/limits` calls them (proc_pid_limits(5)). */
const titles = {
  nproc: 'Max processes',
  fsize: 'Max file size',
  nofile: 'Max open files',
  cpu: 'Max cpu time',
  data: 'Max data size',
  core: 'Max core file size',
} as const
