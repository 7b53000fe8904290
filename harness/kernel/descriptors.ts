import { readOpenFiles, socketInode, type OpenFile } from './open-files.ts'

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
 * What the descriptor of a wait stands for; an epoll instance for all that is registered with it.
 * Nothing for a wait that names none.
 */
export function descriptorTargets(wait: {
  readonly pid: number
  readonly descriptor?: number
}): DescriptorTargets {
  const files = wait.descriptor === undefined ? [] : readOpenFiles(wait.pid)
  const own = files.find(({ descriptor }) => descriptor === wait.descriptor)
  const wanted = new Set(own === undefined ? [] : [own.descriptor, ...registered(own)])
  const waitedFor = files.filter(({ descriptor }) => wanted.has(descriptor))
  return {
    sockets: new Set(waitedFor.map(socketInode).filter((inode) => inode !== undefined)),
    input: wanted.has(0),
  }
}

/** The lines `tfd: N` that proc_pid_fdinfo(5) has of an epoll instance. */
function registered({ target, information }: OpenFile): readonly number[] {
  if (target !== 'anon_inode:[eventpoll]') return []
  return [...information().matchAll(/^tfd:\s*(\d+)/gm)].map(([, descriptor]) => Number(descriptor))
}
