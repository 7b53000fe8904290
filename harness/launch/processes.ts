import {
  isAlive,
  listProcessIds,
  mayHaveInEnvironment,
  processTree,
  readProcess,
} from '../kernel/processes.ts'

/** The name in the environment by which every process of a run is found again. */
export const runVariable = 'ENCHUFE_RUN'

/**
 * Every living process of a run: the descendants of its root, those that inherited its mark although
 * they left the tree (a daemon), and, where the harness has a process namespace of its own, whatever
 * else is there.
 */
export function processesOf(run: { readonly root: number; readonly mark: string }): number[] {
  if (process.pid === 1 && roots.size === 1 && roots.has(run.root)) return everyoneElse()
  const tree = new Set(processTree(run.root))
  const assignment = `${runVariable}=${run.mark}`
  const strays = listProcessIds().filter(
    (pid) => !tree.has(pid) && (isOrphan(pid) || mayHaveInEnvironment(pid, assignment)),
  )
  return [...tree, ...strays].filter(isAlive)
}

/** In a process namespace of our own, where nothing else runs, whoever is there belongs to the run. */
function everyoneElse(): number[] {
  return listProcessIds().filter((pid) => pid !== process.pid && isAlive(pid))
}

/** The roots of all runs of this harness process; each is ended by its own run. */
export const roots = new Set<number>()

/** In a process namespace of our own we are process 1, and every orphan becomes our child. */
function isOrphan(pid: number): boolean {
  return process.pid === 1 && !roots.has(pid) && readProcess(pid)?.parent === 1
}
