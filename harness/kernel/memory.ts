import { closeSync, openSync, readSync } from 'node:fs'
import { orElse } from './proc.ts'

/** The thread through whose memory is read: its process's, also when its first thread has ended. */
export type MemoryOwner = { readonly pid: number; readonly tid: number }

/**
 * `size` bytes at an address of a program (proc_pid_mem(5)). Undefined when it is gone, has nothing
 * there, or may not be read: that needs the same rights as reading where its threads wait.
 */
export function readMemory(
  { pid, tid }: MemoryOwner,
  address: bigint,
  size: number,
): Uint8Array | undefined {
  return orElse(() => readAt(`/proc/${pid}/task/${tid}/mem`, address, size), undefined)
}

function readAt(path: string, position: bigint, length: number): Uint8Array | undefined {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(length)
    return readSync(file, bytes, { position, length }) === length ? bytes : undefined
  } finally {
    closeSync(file)
  }
}
