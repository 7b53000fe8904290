import { hasInEnvironment, isAlive, listProcessIds, readProcess } from '../kernel/processes.ts'
import { familyOf, isYounger, type Life } from '../kernel/life.ts'
import type { World } from '../lab/world.ts'
import { starterPid } from '../lab/world-starter.ts'

/** The name in the environment by which every process of a run is found again. */
export const runVariable = 'ENCHUFE_RUN'

/** What a run's processes are found by. */
export type Run = {
  /** The program's first process. */
  readonly root: Life
  readonly mark: string
  /** In a world of its own: what holds it, and what started the program and tells its end. */
  readonly world?: {
    readonly init: Life
    readonly holders: readonly number[]
    readonly launcher: Life
  }
}

/**
 * Which processes are a run's: those that are its own for certain, or also those that may be. One
 * that is on its way out no longer shows whose it is: if it was the program's it may yet wake
 * another, and if it was a stranger's, what it still has open is not the program's.
 */
type Which = 'own' | 'possible'

/**
 * Every living process of a run: the descendants of its root, those that inherited its mark although
 * they left the tree (a daemon), and, where the harness has a process namespace of its own, whatever
 * else is there. In a world of its own: whatever is in that. None only if none was begun by one that
 * died while we looked.
 */
export function processesOf(run: Run, which: Which): number[] {
  const seen = new Set<number>()
  for (;;) {
    const pids = listedOf(run, which)
    const alive = pids.filter(isAlive)
    if (alive.length > 0 || pids.every((pid) => seen.has(pid))) return alive
    for (const pid of pids) seen.add(pid)
  }
}

/** The same, and some that have ended. */
function listedOf(run: Run, which: Which): readonly number[] {
  // Where nothing else runs, whoever is there belongs to the run.
  if (isAlone(run)) return listProcessIds().filter((pid) => pid !== process.pid && !isOurs(pid))
  const { world } = run
  if (world) {
    const inside = [...familyOf(world.launcher), ...familyOf(world.init)]
    return inside.filter((pid) => pid !== world.launcher.pid && !world.holders.includes(pid))
  }
  const tree = new Set(familyOf(run.root))
  const assignment = `${runVariable}=${run.mark}`
  const isMarked = (pid: number) =>
    hasInEnvironment(pid, assignment) ?? (which === 'possible' && isYounger(pid, run.root))
  const strays = listProcessIds().filter(
    (pid) => !tree.has(pid) && (isOrphan(pid) || isMarked(pid)),
  )
  return [...tree, ...strays]
}

/**
 * Whether the harness has a process namespace of its own, in which no other run is under way, and
 * no world is about to be.
 */
export function isAlone({ root, world }: Run): boolean {
  const isKnown = opening === 0 && (world !== undefined || ours.size === 0)
  return process.pid === 1 && roots.size === 1 && roots.has(root.pid) && isKnown
}

/** The roots of all runs of this harness process; each is ended by its own run. */
const roots = new Set<number>()

/** Processes that hold worlds, start programs in them, and keep their terminals. */
const ours = new Set<number>()

function isOurs(pid: number): boolean {
  return ours.has(pid) || pid === starterPid()
}

/** How many worlds are being opened: which processes will hold them is not known yet. */
let opening = 0

/** Opens a world, whose holders are nobody's program, also while another program runs. */
export async function holdWorld(open: () => Promise<World>): Promise<World> {
  opening += 1
  try {
    const world = await open()
    for (const pid of world.holders) ours.add(pid)
    const dispose = async () => {
      await world[Symbol.asyncDispose]()
      for (const pid of world.holders) ours.delete(pid)
    }
    return { ...world, [Symbol.asyncDispose]: dispose }
  } finally {
    opening -= 1
  }
}

/** A process of ours that serves a run beside its program is nobody's program, until it has ended. */
export function setApart(pid: number): Disposable {
  ours.add(pid)
  return { [Symbol.dispose]: () => void ours.delete(pid) }
}

/** A run is under way; what has started its program is nobody's program. */
export function enlist({ root, world }: Run): void {
  roots.add(root.pid)
  if (world) ours.add(world.launcher.pid)
}

/** A run has ended. */
export function dismiss({ root, world }: Run): void {
  roots.delete(root.pid)
  if (world) ours.delete(world.launcher.pid)
}

/** In a process namespace of our own we are process 1, and every orphan becomes our child. */
function isOrphan(pid: number): boolean {
  return process.pid === 1 && !roots.has(pid) && !isOurs(pid) && readProcess(pid)?.parent === 1
}
