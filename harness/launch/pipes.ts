import { constants, closeSync, openSync, unlinkSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { takeFifos } from '../lab/fifos.ts'

/** A program's standard streams, and our ends of them. */
export type Pipes = AsyncDisposable & {
  /** Descriptors for the program: its standard input, output and error. */
  readonly child: readonly [stdin: number, stdout: number, stderr: number]
  readonly stdin: Writable
  readonly stdout: Readable
  /** Undefined where both outputs are one, in a terminal. */
  readonly stderr: Readable | undefined
  /** Closes the program's ends here, once it has its own. */
  releaseChild(): void
  /** Its last process has gone: what was written is all that there is. */
  endOutput(): void
  /** Resolves when all that was written so far can be read at once; false where it took too long. */
  catchUp(): Promise<boolean>
}

/**
 * Makes three real pipes, as FIFOs in `folder`, which stays; their names are gone at once. Node itself
 * would give a program socket pairs, which it can tell apart (`echo > /dev/stdout` fails on them).
 */
export async function openPipes(folder: string): Promise<Pipes> {
  const paths = await takeFifos(folder, streamCount)
  const input = openInput(paths[0]!)
  const output = openOutput(paths[1]!)
  const error = openOutput(paths[2]!)
  for (const path of paths) unlinkSync(path)
  const child = [input.theirs, output.theirs, error.theirs] as const
  const stdin = new Socket({ fd: input.ours, readable: false, writable: true })
  const stdout = new Socket({ fd: output.ours, readable: true, writable: false })
  const stderr = new Socket({ fd: error.ours, readable: true, writable: false })
  let held = true
  const releaseChild = () => {
    if (held) for (const descriptor of child) closeSync(descriptor)
    held = false
  }
  const dispose = async () => {
    releaseChild()
    for (const end of [stdin, stdout, stderr]) end.destroy()
  }
  return { child, stdin, stdout, stderr, releaseChild, ...ofPipes, [Symbol.asyncDispose]: dispose }
}

/** A pipe ends by itself, with the last process that could write, and what was written is there. */
const ofPipes = { endOutput: () => undefined, catchUp: () => Promise.resolve(true) } as const

const streamCount = 3

type Ends = { readonly ours: number; readonly theirs: number }

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants

/** A FIFO opens only once both sides are there; O_RDWR stands in for the other one (fifo(7)). */
function openInput(path: string): Ends {
  const standIn = openSync(path, O_RDWR)
  const theirs = openSync(path, O_RDONLY)
  const ours = openSync(path, O_WRONLY | O_NONBLOCK)
  closeSync(standIn)
  return { ours, theirs }
}

function openOutput(path: string): Ends {
  const ours = openSync(path, O_RDONLY | O_NONBLOCK)
  return { ours, theirs: openSync(path, O_WRONLY) }
}
