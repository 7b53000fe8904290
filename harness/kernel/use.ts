import { statSync } from 'node:fs'
import { readOpenFiles } from './open-files.ts'
import { orElse, read } from './proc.ts'

/** What some processes use together. */
export type Use = {
  readonly threads: number
  /** Bytes of memory that no file of a disk stands for; what several share is counted in each. */
  readonly memoryBytes: number
}

/** Reads what processes use (`/proc/PID/status`, proc_pid_status(5)); what is gone uses nothing. */
export function readUse(pids: readonly number[]): Use {
  const texts = pids.map((pid) => read(`/proc/${pid}/status`))
  return {
    threads: sum(texts, /^Threads:\s+(\d+)/m),
    memoryBytes: kibibytes(texts, 'RssAnon') + kibibytes(texts, 'RssShmem'),
  }
}

/**
 * Bytes of the same memory, with what several share divided among them (`/proc/PID/smaps_rollup`),
 * and with files in memory that are open and that nobody maps (memfd_create(2)). It costs more: the
 * kernel walks all pages, and we all open files.
 */
export function readMemory(pids: readonly number[]): number {
  const texts = pids.map((pid) => read(`/proc/${pid}/smaps_rollup`))
  return kibibytes(texts, 'Pss_Anon') + Math.max(kibibytes(texts, 'Pss_Shmem'), openMemory(pids))
}

/** Bytes of files in memory on the whole machine (`/proc/meminfo`, proc_meminfo(5)). */
export function readSharedMemory(): number {
  return kibibytes([read('/proc/meminfo')], 'Shmem')
}

function openMemory(pids: readonly number[]): number {
  const sizes = new Map<number, number>()
  for (const pid of pids) {
    for (const { descriptor, target } of readOpenFiles(pid)) {
      if (!target.startsWith('/memfd:')) continue
      const status = orElse(() => statSync(`/proc/${pid}/fd/${descriptor}`), undefined)
      if (status) sizes.set(status.ino, status.blocks * bytesPerBlock)
    }
  }
  return [...sizes.values()].reduce((total, size) => total + size, 0)
}

function kibibytes(texts: readonly string[], field: string): number {
  return sum(texts, new RegExp(`^${field}:\\s+(\\d+) kB`, 'm')) * bytesPerKibibyte
}

function sum(texts: readonly string[], field: RegExp): number {
  return texts.reduce((total, text) => total + Number(field.exec(text)?.[1] ?? 0), 0)
}

const bytesPerKibibyte = 1024
/** `st_blocks` of stat(2). */
const bytesPerBlock = 512
