import { existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { bounds } from '../lib/bounds.ts'
import { parseStat } from './stat.ts'

let open = existsSync('/proc/net/tcp')

/** Whether this system shows what a program does: Linux, with `/proc`, unless eyes were closed. */
export function seesKernel(): boolean {
  return open
}

/** From now on nothing of `/proc` is seen in this process, as on systems that have none. */
export function closeEyes(): void {
  open = false
}

/** The text of a file below `/proc`; empty when it is gone or may not be read. */
export function read(path: string): string {
  return open ? orElse(() => readFileSync(path, 'utf8'), '') : ''
}

/**
 * The text of a file below `/proc/net` that is read again and again: it is opened once, and is of the
 * network namespace in which that happened.
 */
export function reread(path: string): string {
  return open ? orElse(() => readAll(path), '') : ''
}

const kept = new Map<string, number>()
let buffer = Buffer.alloc(1 << 16)

function readAll(path: string): string {
  const file = kept.get(path) ?? openSync(path, 'r')
  kept.set(path, file)
  let length = 0
  for (;;) {
    const more = readSync(file, buffer, length, buffer.length - length, length)
    length += more
    if (more < bounds.fullReadBytesMin) return buffer.toString('latin1', 0, length)
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(length)])
  }
}

/** The names in a folder below `/proc`; none when it is gone. */
export function list(path: string): readonly string[] {
  return open ? orElse(() => readdirSync(path), []) : []
}

/** Processes end while they are looked at: what is gone reads as nothing. */
export function orElse<T>(look: () => T, nothing: T): T {
  try {
    return look()
  } catch {
    return nothing
  }
}

/**
 * What a process has open or was given, looked for in its folder. When its first thread has ended
 * (pthread_exit(3) in main) that folder shows nothing any more, and that of a living thread does.
 */
export function lookInto<T extends { readonly length: number }>(
  pid: number,
  look: (folder: string) => T,
): T {
  const found = look(`/proc/${pid}`)
  return found.length === 0 && letterOf(`/proc/${pid}`) === 'Z' ? lookIntoThread(pid, look) : found
}

function lookIntoThread<T>(pid: number, look: (folder: string) => T): T {
  const threads = list(`/proc/${pid}/task`).map((tid) => `/proc/${pid}/task/${tid}`)
  return look(threads.find((folder) => !'ZX'.includes(letterOf(folder))) ?? `/proc/${pid}`)
}

function letterOf(folder: string): string {
  return parseStat(read(`${folder}/stat`))?.letter ?? 'X'
}
