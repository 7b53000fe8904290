import { readdirSync } from 'node:fs'
import { codeOf } from '../lib/errors.ts'
import { readOpenFiles, socketInode } from './open-files.ts'
import { list, lookInto, read, seesKernel } from './proc.ts'
import { parseStat, type Stat } from './stat.ts'
import { readThreads } from './threads.ts'

/** One process at one moment. */
export type ProcessState = Stat & { readonly pid: number }

/** The state of a process, or undefined when it is gone. */
export function readProcess(pid: number): ProcessState | undefined {
  const stat = parseStat(read(`/proc/${pid}/stat`))
  return stat && { pid, ...stat }
}

/**
 * Whether a process still runs. One whose first thread has ended looks like a zombie, and lives as
 * long as another thread does (pthread_exit(3) in main).
 */
export function isAlive(pid: number): boolean {
  if (!seesKernel()) return takesSignals(pid)
  const state = readProcess(pid)
  if (state === undefined) return false
  return !'ZX'.includes(state.letter) || readThreads([pid]).length > 0
}

/** Without `/proc`: signal 0 asks whether there is such a process (kill(2)). */
function takesSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The process ids that `/proc` shows. */
export function listProcessIds(): readonly number[] {
  return list('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
}

/** A process and all its descendants, parents first. */
export function processTree(root: number): readonly number[] {
  const tree = [root]
  for (let index = 0; index < tree.length; index += 1) tree.push(...childrenOf(tree[index]!))
  return tree
}

/** Its living children. */
export function childrenOf(pid: number): readonly number[] {
  return list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`)
      .split(' ')
      .map(Number)
      .filter((child) => child > 0),
  )
}

/**
 * Whether a process was started with `NAME=value` in its environment; undefined of one that is on
 * its way out, which no longer shows its environment and may yet wake others by closing its files.
 */
export function hasInEnvironment(pid: number, assignment: string): boolean | undefined {
  const environment = lookInto(pid, (folder) => read(`${folder}/environ`))
  if (environment === '' && readProcess(pid)?.exiting === true) return undefined
  return environment.split('\0').includes(assignment)
}

/**
 * Whether a living process hides what it has open, also from whoever has started it: one that asked
 * not to be looked into (prctl(2), PR_SET_DUMPABLE), in a user namespace that has no root.
 */
export function isHidden(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    readdirSync(`/proc/${pid}/fd`)
    return false
  } catch (error) {
    return codeOf(error) === 'EACCES'
  }
}

/** The command line of a process, for messages; empty when it may not be read. */
export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim()
}

/** Which process has each socket inode open: `/proc/PID/fd/N` links to `socket:[inode]`. */
export function socketOwners(pids: readonly number[]): ReadonlyMap<number, number> {
  const owners = new Map<number, number>()
  for (const pid of pids) {
    for (const file of readOpenFiles(pid)) {
      const inode = socketInode(file)
      if (inode !== undefined) owners.set(inode, pid)
    }
  }
  return owners
}
