import { unlinkSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { childrenOf, isAlive } from '../kernel/processes.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil } from '../lib/poll.ts'
import { openReader, takeFifos } from './fifos.ts'
import { readyLine, startWorld } from './world-starter.ts'

/** The process id of bubblewrap, which stays outside, and its end: after the first process inside. */
export type Holder = { readonly monitor: number; readonly ended: Promise<void> }

/** A folder of which nothing is seen inside, and what gives up. */
export type HoldOptions = { readonly folder: string; readonly signal: AbortSignal }

/**
 * Starts bubblewrap with these arguments, and resolves when the world is complete. What is in a list
 * of arguments would be seen inside, in /proc/1/cmdline: they go by a file.
 */
export async function hold(
  args: readonly string[],
  { folder, signal }: HoldOptions,
): Promise<Holder> {
  const [fifo = ''] = await takeFifos(folder, 1)
  const argumentsFile = `${fifo}.arguments`
  writeFileSync(argumentsFile, args.map((each) => `${each}\0`).join(''))
  const read = openReader(fifo)
  const monitor = await startWorld(argumentsFile, fifo)
  // Its other end is open by now, and closed when bubblewrap has ended.
  const words = read()
  const late = AbortSignal.any([signal, AbortSignal.timeout(bounds.worldMs)])
  // What is inside outlives bubblewrap.
  const giveUp = () => {
    for (const pid of [...childrenOf(monitor), monitor]) endProcess(pid)
  }
  late.addEventListener('abort', giveUp, { once: true })
  if (late.aborted) giveUp()
  const closed = Promise.withResolvers<void>()
  words.once('close', () => closed.resolve())
  try {
    await untilReady(words)
  } finally {
    // A world that is complete lasts as long as it is used.
    late.removeEventListener('abort', giveUp)
    for (const path of [fifo, argumentsFile]) unlinkSync(path)
  }
  // A program that is the same user may write there; nobody reads it.
  words.resume()
  return { monitor, ended: closed.promise.then(() => untilGone(monitor)) }
}

/** Its files are closed a moment before it is gone. */
async function untilGone(pid: number): Promise<void> {
  const wait = { limitMs: bounds.worldMs, signal: new AbortController().signal }
  await pollUntil(() => !isAlive(pid), wait)
}

function untilReady(words: Socket): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  const hear = (text: Buffer) => {
    said = (said + text.toString('utf8')).slice(-bounds.causeCharactersMax)
    if (said.split('\n').includes(readyLine)) resolve()
  }
  words.on('data', hear)
  words.once('error', reject)
  words.once('end', () => reject(new HarnessError(`no world for the program: ${lastLine(said)}`)))
  return promise.finally(() => words.off('data', hear))
}

/** Ends a process, which may be gone. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone.
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!
}
