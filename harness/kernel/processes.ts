import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** One process as `/proc/PID/stat` shows it (proc_pid_stat(5)). */
export type ProcessState = {
  readonly pid: number
  readonly parent: number
  /** R running, S sleeping, D waiting for a disk, T stopped, Z zombie, X dead, … */
  readonly letter: string
  readonly command: string
}

/** The state of a process, or undefined when it is gone. */
export function readProcess(pid: number): ProcessState | undefined {
  const stat = read(`/proc/${pid}/stat`)
  const open = stat.indexOf('(')
  const close = stat.lastIndexOf(')')
  if (open < 0) return undefined
  const [letter, parent] = stat.slice(close + 2).split(' ')
  return { pid, parent: Number(parent), letter: letter!, command: stat.slice(open + 1, close) }
}

/** Whether a process still runs: it exists and is no zombie. */
export function isAlive(pid: number): boolean {
  const state = readProcess(pid)
  return state !== undefined && !'ZX'.includes(state.letter)
}

/** The process ids that `/proc` shows. */
export function listProcessIds(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
}

/** A process and all its descendants, parents first. */
export function processTree(root: number): readonly number[] {
  const tree = [root]
  for (let index = 0; index < tree.length; index += 1) tree.push(...childrenOf(tree[index]!))
  return tree
}

function childrenOf(pid: number): readonly number[] {
  return list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`)
      .split(' ')
      .map(Number)
      .filter((child) => child > 0),
  )
}

/** Whether a process was started with `NAME=value` in its environment. */
export function hasInEnvironment(pid: number, assignment: string): boolean {
  return read(`/proc/${pid}/environ`).split('\0').includes(assignment)
}

/** The command line of a process, for messages; empty when it may not be read. */
export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim()
}

/** Which process has each socket inode open: `/proc/PID/fd/N` links to `socket:[inode]`. */
export function socketOwners(pids: readonly number[]): ReadonlyMap<number, number> {
  const owners = new Map<number, number>()
  for (const pid of pids) {
    for (const descriptor of list(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${descriptor}`))?.[1]
      if (inode !== undefined) owners.set(Number(inode), pid)
    }
  }
  return owners
}

function read(path: string): string {
  return orElse(() => readFileSync(path, 'utf8'), '')
}

function list(path: string): readonly string[] {
  return orElse(() => readdirSync(path), [])
}

function link(path: string): string {
  return orElse(() => readlinkSync(path), '')
}

/** Processes end while they are looked at: what is gone reads as nothing. */
function orElse<T>(look: () => T, nothing: T): T {
  try {
    return look()
  } catch {
    return nothing
  }
}
