import type { Limits } from '../config/limits.ts'
import { seesKernel } from '../kernel/proc.ts'
import { readMemory, readSharedMemory, readUse } from '../kernel/use.ts'
import { bounds } from '../lib/bounds.ts'
import { pause } from '../lib/clock.ts'
import type { Happening } from '../transcript/event.ts'
import { killAll } from './end.ts'
import { processesOf, type Run } from './processes.ts'

type Watching = { readonly limits: Limits; readonly record: (happening: Happening) => void }

/**
 * Looks now and then at what a run uses, all its processes together, and ends it when that is more
 * than its limits: the kernel limits single processes, and where there is no namespace for a user
 * not their number. Disposing of it ends the watch.
 */
export function watchUse(run: Run, { limits, record }: Watching): AsyncDisposable {
  const done = new AbortController()
  const watch = async (): Promise<void> => {
    for (let count = 0; seesKernel() && !done.signal.aborted; count += 1) {
      const excess = excessOf(processesOf(run, 'own'), limits, count)
      if (excess) {
        record({ kind: 'over-limit', ...excess })
        await endAll(run, done.signal)
        return
      }
      await pause(bounds.useStepMs, done.signal)
    }
  }
  const ended = watch()
  return {
    async [Symbol.asyncDispose]() {
      done.abort()
      await ended
    },
  }
}

type Excess = {
  readonly what: 'memory' | 'threads'
  readonly used: number
  readonly limit: number
}

/** `count`: how many looks there were before. */
function excessOf(pids: readonly number[], limits: Limits, count: number): Excess | undefined {
  const { threadsMax, memoryBytesMax } = limits
  const { threads, memoryBytes } = readUse(pids)
  if (threads > threadsMax) return { what: 'threads', used: threads, limit: threadsMax }
  // Most programs are far below, and the look that counts exactly costs more. How the machine's files
  // in memory grew would tell less than what they are: those of others go meanwhile.
  const mayHide = count % bounds.useLooksCount === 0 && readSharedMemory() > memoryBytesMax
  if (memoryBytes <= memoryBytesMax && !mayHide) return undefined
  const used = readMemory(pids)
  return used > memoryBytesMax ? { what: 'memory', used, limit: memoryBytesMax } : undefined
}

/** Again and again, because what forks may escape one time. */
async function endAll(run: Run, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && processesOf(run, 'own').length > 0) {
    killAll(run)
    await pause(bounds.pollStepMs, signal)
  }
}
