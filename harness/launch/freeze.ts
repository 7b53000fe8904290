import { readProcess } from '../kernel/processes.ts'
import { seesKernel } from '../kernel/proc.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil, type WaitBounds } from '../lib/poll.ts'
import { processesOf } from './processes.ts'

type Run = { readonly root: number; readonly mark: string }

/** Stops every process of a run, and resolves when each is seen stopped (state T). */
export async function freezeProcesses(run: Run, bounds: WaitBounds): Promise<void> {
  if (!seesKernel()) throw new HarnessError('it cannot be seen here whether a program has stopped')
  const outcome = await pollUntil(() => {
    const running = processesOf(run).filter((pid) => readProcess(pid)?.letter !== 'T')
    for (const pid of running) signal(pid, 'SIGSTOP')
    return running.length === 0
  }, bounds)
  if (outcome === 'limit') throw new HarnessError('the program could not be stopped with SIGSTOP')
}

/** Lets every process of a run go on, children before parents. */
export function thawProcesses(run: Run): void {
  for (const pid of processesOf(run).toReversed()) signal(pid, 'SIGCONT')
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended since it was listed.
  }
}
