import { seesKernel } from '../kernel/proc.ts'
import { lives, signalLife, signalNumber } from '../kernel/life.ts'
import { readThreads } from '../kernel/threads.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil, type WaitBounds } from '../lib/poll.ts'
import { processesOf, type Run } from './processes.ts'

/**
 * Stops every process of a run, and resolves when each thread is seen stopped (T; t by a tracer). One
 * in an uninterruptible wait (D), such as for a child of vfork(2), stops before it goes on. What
 * started the program in its world is stopped first: it would stop itself with its child, and later
 * send it a SIGCONT of its own (nsenter(1)).
 */
export async function freezeProcesses(run: Run, bounds: WaitBounds): Promise<void> {
  if (!seesKernel()) throw new HarnessError('it cannot be seen here whether a program has stopped')
  const { world } = run
  if (world) await stop(() => (lives(world.launcher) ? [world.launcher.pid] : []), bounds)
  await stop(() => processesOf(run, 'own'), bounds)
}

async function stop(pids: () => readonly number[], bounds: WaitBounds): Promise<void> {
  const told = new Set<number>()
  const outcome = await pollUntil(() => {
    const running = readThreads(pids()).filter(
      ({ pid, letter }) => !(told.has(pid) ? 'TtD' : 'Tt').includes(letter),
    )
    for (const pid of new Set(running.map((thread) => thread.pid))) {
      signalNumber(pid, 'SIGSTOP')
      told.add(pid)
    }
    return running.length === 0
  }, bounds)
  if (outcome === 'limit') throw new HarnessError('the program could not be stopped with SIGSTOP')
}

/**
 * Lets every process of a run go on, children before parents. What started the program goes last:
 * a program that goes on is no longer reported as stopped (wait(2), WUNTRACED).
 */
export function thawProcesses(run: Run): void {
  for (const pid of processesOf(run, 'own').toReversed()) signalNumber(pid, 'SIGCONT')
  if (run.world) signalLife(run.world.launcher, 'SIGCONT')
}
