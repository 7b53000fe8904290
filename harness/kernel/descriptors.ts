import { readMemory } from './memory.ts'
import { readOpenFiles, socketInode, type OpenFile } from './open-files.ts'
import type { WaitingThread } from './threads.ts'
import { watchedBy } from './watch.ts'

/** How many descriptors some processes have open together. */
export function countDescriptors(pids: readonly number[]): number {
  return pids.reduce((count, pid) => count + readOpenFiles(pid).length, 0)
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
