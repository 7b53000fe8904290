import { read } from './proc.ts'

/** What some processes use together. */
export type Use = {
  readonly threads: number
  /** Bytes of memory that no file stands for; what several share is counted in each. */
  readonly memoryBytes: number
}

/** Reads what processes use (`/proc/PID/status`, proc_pid_status(5)); what is gone uses nothing. */
export function readUse(pids: readonly number[]): Use {
  const texts = pids.map((pid) => read(`/proc/${pid}/status`))
  return {
    threads: sum(texts, /^Threads:\s+(\d+)/m),
    memoryBytes: sum(texts, /^RssAnon:\s+(\d+) kB/m) * bytesPerKibibyte,
  }
}

/**
 * Bytes of the same memory with what several share divided among them (`/proc/PID/smaps_rollup`,
 * Pss_Anon). It costs more: the kernel walks all pages.
 */
export function readSharedOutMemory(pids: readonly number[]): number {
  const texts = pids.map((pid) => read(`/proc/${pid}/smaps_rollup`))
  return sum(texts, /^Pss_Anon:\s+(\d+) kB/m) * bytesPerKibibyte
}

function sum(texts: readonly string[], field: RegExp): number {
  return texts.reduce((total, text) => total + Number(field.exec(text)?.[1] ?? 0), 0)
}

const bytesPerKibibyte = 1024
