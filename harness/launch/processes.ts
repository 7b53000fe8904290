import {
  isAlive,
  listProcessIds,
  mayHaveInEnvironment,
  processTree,
  readProcess,
} from '../kernel/processes.ts'

/** The name in the environment by which every process of a run is found again. */
export const runVariable = 'ENCHUFE_RUN'

type Run = { readonly root: number; readonly mark: string }

/**
 * Every living process of a run: the descendants of its root, those that inherited its mark although
 * they left the tree (a daemon), and, where the harness has a process namespace of its own, whatever
 * else is there. None only if none was begun by one that died while we looked.
 */
export function processesOf(run: Run): number[] {
  const seen = new Set<number>()
  for (;;) {
    const pids = listedOf(run)
    const alive = pids.filter(isAlive)
    if (alive.length > 0 || pids.every((pid) => seen.has(pid))) return alive
    for (const pid of pids) seen.add(pid)
  }
}

/** The same, and some that have ended. */
function listedOf(run: Run): readonly number[] {
  // Where nothing else runs, whoever is there belongs to the run.
  if (process.pid === 1 && roots.size === 1 && roots.has(run.root)) {
    return listProcessIds().filter((pid) => pid !== process.pid)
  }
  const tree = new Set(processTree(run.root))
  const assignment = `${runVariable}=${run.mark}`
  const strays = listProcessIds().filter(
    (pid) => !tree.has(pid) && (isOrphan(pid) || mayHaveInEnvironment(pid, assignment)),
  )
  return [...tree, ...strays]
}

/** The roots of all runs of this harness process; each is ended by its own run. */
export const roots = new Set<number>()

/** In a process namespace of our own we are process 1, and every orphan becomes our child. */
function isOrphan(pid: number): boolean {
  return process.pid === 1 && !roots.has(pid) && readProcess(pid)?.parent === 1
}
