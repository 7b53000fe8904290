import { seesKernel } from '../kernel/proc.ts'
import { readThreads } from '../kernel/threads.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil, type WaitBounds } from '../lib/poll.ts'
import { processesOf } from './processes.ts'

type Run = { readonly root: number; readonly mark: string }

/**
 * Stops every process of a run, and resolves when each thread is seen stopped (T; t by a tracer). One
 * in an uninterruptible wait (D), such as for a child of vfork(2), stops before it goes on.
 */
export async function freezeProcesses(run: Run, bounds: WaitBounds): Promise<void> {
  if (!seesKernel()) throw new HarnessError('it cannot be seen here whether a program has stopped')
  const told = new Set<number>()
  const outcome = await pollUntil(() => {
    const running = readThreads(processesOf(run)).filter(
      ({ pid, letter }) => !(told.has(pid) ? 'TtD' : 'Tt').includes(letter),
    )
    for (const pid of new Set(running.map((thread) => thread.pid))) {
      signal(pid, 'SIGSTOP')
      told.add(pid)
    }
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
