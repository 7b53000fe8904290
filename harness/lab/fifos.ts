import { constants, openSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { bounds } from '../lib/bounds.ts'

/** FIFOs that nobody has opened yet, by their folder. Only a program can make some: it makes many. */
const supply = new Map<string, string[]>()
let madeCount = 0

/** The paths of some FIFOs in a folder that nobody has opened; whoever takes them unlinks them. */
export async function takeFifos(folder: string, count: number): Promise<readonly string[]> {
  const made = supply.get(folder) ?? []
  if (made.length < count) {
    const paths = Array.from({ length: bounds.fifosCount }, () =>
      join(folder, `fifo-${++madeCount}`),
    )
    // A program may be another user, and open its own streams again by name (/dev/stdout).
    await execa('mkfifo', ['-m', '666', ...paths])
    made.push(...paths)
    supply.set(folder, made)
  }
  return made.splice(0, count)
}

/**
 * Opens a FIFO for reading although nobody has it open for writing yet. What this returns is to be
 * called when somebody has: before that the end is all there is to read (fifo(7)).
 */
export function openReader(path: string): () => Socket {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  return () => new Socket({ fd: descriptor, readable: true, writable: false })
}
