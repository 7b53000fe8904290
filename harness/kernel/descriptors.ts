import { readMemory } from './memory.ts'
import { readOpenFiles, socketInode, type OpenFile } from './open-files.ts'
import { read } from './proc.ts'
import type { WaitingThread } from './threads.ts'
import { watchedBy } from './watch.ts'

/**
 * How many sockets some processes have together, those between programs of this machine
 * (`/proc/net/unix`) left out. What several of them have open counts once.
 */
export function countSockets(pids: readonly number[]): number {
  const local = new Set(read('/proc/net/unix').split('\n').map(inodeOfUnixSocket))
  const inodes = pids.flatMap((pid) => readOpenFiles(pid).map(socketInode))
  return new Set(inodes.filter((inode) => inode !== undefined && !local.has(inode))).size
}

/** The seventh field of a row (unix_seq_show() in net/unix/af_unix.c). */
function inodeOfUnixSocket(row: string): number {
  return Number(row.trim().split(/\s+/)[6])
}

/** What a wait is for: sockets, by inode, and whether standard input is among it. */
export type DescriptorTargets = {
  readonly sockets: ReadonlySet<number>
  readonly input: boolean
}

/**
 * What the descriptors of a wait stand for; an epoll instance for all that is registered with it.
 * Nothing for a wait that names none.
 */
export function descriptorTargets(wait: WaitingThread): DescriptorTargets {
  const watched = descriptorsOf(wait)
  const files = watched.length === 0 ? [] : readOpenFiles(wait.pid)
  const own = files.filter(({ descriptor }) => watched.includes(descriptor))
  const wanted = new Set([...watched, ...own.flatMap(registered)])
  const waitedFor = files.filter(({ descriptor }) => wanted.has(descriptor))
  return {
    sockets: new Set(waitedFor.map(socketInode).filter((inode) => inode !== undefined)),
    input: wanted.has(0),
  }
}

function descriptorsOf(wait: WaitingThread): readonly number[] {
  const { descriptor, watch } = wait
  if (watch) return watchedBy(watch, (address, size) => readMemory(wait, address, size))
  return descriptor === undefined ? [] : [descriptor]
}

/** The lines `tfd: N` that proc_pid_fdinfo(5) has of an epoll instance. */
function registered({ target, information }: OpenFile): readonly number[] {
  if (target !== 'anon_inode:[eventpoll]') return []
  return [...information().matchAll(/^tfd:\s*(\d+)/gm)].map(([, descriptor]) => Number(descriptor))
}
