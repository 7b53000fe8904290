import { readlinkSync } from 'node:fs'
import { list, lookInto, orElse, read } from './proc.ts'

/** A descriptor of a process (proc_pid_fd(5)). */
export type OpenFile = {
  readonly descriptor: number
  /** What it is open on: `socket:[12]`, `anon_inode:[timerfd]`, a path. */
  readonly target: string
  /** What the kernel tells of it (proc_pid_fdinfo(5)); empty when it is closed by now. */
  readonly information: () => string
}

/** All that a process has open; nothing when it is gone or belongs to somebody else. */
export function readOpenFiles(pid: number): readonly OpenFile[] {
  return lookInto(pid, (folder) =>
    list(`${folder}/fd`).map((descriptor) => ({
      descriptor: Number(descriptor),
      target: orElse(() => readlinkSync(`${folder}/fd/${descriptor}`), ''),
      information: () => read(`${folder}/fdinfo/${descriptor}`),
    })),
  )
}

/** The inode of a socket that something is open on. */
export function socketInode({ target }: OpenFile): number | undefined {
  const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1]
  return inode === undefined ? undefined : Number(inode)
}
