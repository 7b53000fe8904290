import { readMemory } from './memory.ts'
import { readOpenFiles, socketInode, type OpenFile } from './open-files.ts'
import { read } from './proc.ts'
import type { WaitingThread } from './threads.ts'
import { watchedBy } from './watch.ts'

/**
 * How many sockets some processes have together, those between programs of this machine and to the
 * kernel (`/proc/net/unix`, `/proc/net/netlink`) left out. What several of them have open counts once.
 */
export function countSockets(pids: readonly number[]): number {
  return socketInodes(pids).size
}

/** The same sockets, by their inodes. */
export function socketInodes(pids: readonly number[]): ReadonlySet<number> {
  const inodes = pids.flatMap((pid) => readOpenFiles(pid).map(socketInode))
  const found = new Set(inodes.filter((inode) => inode !== undefined))
  for (const { path, field } of localTables) {
    for (const row of read(path).split('\n')) found.delete(Number(row.trim().split(/\s+/)[field]))
  }
  return found
}

/** Which field of a row has the inode: unix_seq_show() and netlink_native_seq_show() of Linux. */
const localTables = [
  { path: '/proc/net/unix', field: 6 },
  { path: '/proc/net/netlink', field: 9 },
] as const

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
