import { HarnessError } from '../lib/errors.ts'
import { seesKernel } from '../kernel/proc.ts'
import { pollUntil } from '../lib/poll.ts'
import { processesOf } from './processes.ts'

/**
 * Ends every process of a run and verifies that none is left, zombies aside. Results may be written
 * only after this.
 */
export async function endProcesses(
  run: { readonly root: number; readonly mark: string },
  limitMs: number,
): Promise<void> {
  const ended = await pollUntil(
    () => {
      const alive = processesOf(run)
      for (const pid of alive) kill(pid)
      // Where descendants cannot be seen, the program's own process group is all that can be ended.
      if (!seesKernel()) kill(-run.root)
      return alive.length === 0
    },
    { limitMs, signal: new AbortController().signal },
  )
  if (ended !== 'met') {
    throw new HarnessError(`${processesOf(run).length} processes of the program could not be ended`)
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended since it was listed.
  }
}
