import { HarnessError } from '../lib/errors.ts'
import { lives, signalLife, signalNumber } from '../kernel/life.ts'
import { seesKernel } from '../kernel/proc.ts'
import { pollUntil } from '../lib/poll.ts'
import { isAlone, processesOf, type Run } from './processes.ts'

/**
 * Ends every process of a run and verifies that none is left, zombies aside. Results may be written
 * only after this.
 */
export async function endProcesses(run: Run, limitMs: number): Promise<void> {
  const ended = await pollUntil(
    () => {
      killAll(run)
      return isOver(run)
    },
    { limitMs, signal: new AbortController().signal },
  )
  if (ended !== 'met') {
    throw new HarnessError(
      `${processesOf(run, 'possible').length} processes of the program could not be ended`,
    )
  }
}

/** Sends SIGKILL to every process of a run, once; what forks meanwhile may escape it. */
export function killAll(run: Run): void {
  // With the first process of its namespace the kernel ends all others, and lets none begin.
  if (run.world) {
    signalLife(run.world.init, 'SIGKILL')
    // What was stopped together with the program, and was not let go on, could not tell of its end.
    signalLife(run.world.launcher, 'SIGCONT')
  }
  // Number -1 is everyone in our own namespace, but us and its first process, which is us: kill(2).
  else if (isAlone(run)) signalNumber(-1, 'SIGKILL')
  else for (const pid of processesOf(run, 'possible')) signalNumber(pid, 'SIGKILL')
  // Where descendants cannot be seen, the program's own process group is all that can be ended.
  if (!seesKernel()) signalNumber(-run.root.pid, 'SIGKILL')
}

function isOver({ world, ...run }: Run): boolean {
  if (!world) return processesOf(run, 'possible').length === 0
  // A process is the last of its namespace to go (zap_pid_ns_processes in kernel/pid_namespace.c).
  return !lives(world.init) && processesOf({ ...run, world }, 'possible').length === 0
}
