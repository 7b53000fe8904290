import { dirname } from 'node:path'
import type { Config } from '../config/schema.ts'
import type { Mapping, RunFolders } from '../lab/file-view.ts'
import { findExecutable } from '../lab/find-executable.ts'
import { inside, isWithin, systemFolders } from '../lab/inside.ts'
import { limitArguments, type ProcessLimits } from '../lab/own-limits.ts'
import { openWorld } from '../lab/world.ts'
import { seesKernel } from '../kernel/proc.ts'
import { holdWorld } from '../launch/processes.ts'
import { seenAsIs, seenInside } from '../launch/seen.ts'
import { bounds } from '../lib/bounds.ts'
import type { Premises } from './room.ts'
import type { Built, Site } from './site.ts'

/** What is to run there. */
export type Tenant = {
  readonly folders: RunFolders
  /** A file in the folder in which it starts. */
  readonly entry: string
  readonly building?: boolean
  readonly extra?: readonly Mapping[]
}

type Places = Pick<Built, 'recipe' | 'runtimes'>

/** Opens a world of its own for a program where the lab has such, else lets it in as it is. */
export async function openPremises(site: Site, built: Places, tenant: Tenant): Promise<Premises> {
  const { folders, entry } = tenant
  if (site.lab !== 'lab') {
    const { home, temporary } = folders
    return {
      world: undefined,
      limiter: limiterOf(site),
      seen: seenAsIs,
      cwd: dirname(entry),
      home,
      temporary,
      path: undefined,
      isSeen: () => true,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }
  }
  const seen = seenInside(folders)
  const cwd = seen(dirname(entry))
  const options = {
    view: viewOf(site, built, tenant),
    cwd,
    user: site.user,
    limits: limitsOf(site.config),
    folder: site.folder,
    signal: site.signal,
  }
  const world = await holdWorld(() => openWorld(options))
  return {
    world,
    limiter: [],
    seen,
    cwd,
    home: inside.home,
    temporary: inside.temporary,
    path: built.runtimes.path,
    isSeen: (folder) => isWithin(folder, [...systemFolders, ...built.runtimes.folders]),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

function viewOf(site: Site, { recipe, runtimes }: Places, tenant: Tenant) {
  const own = recipe.run.includes('{harness-node}')
    ? [{ from: process.execPath, to: inside.node }]
    : []
  return {
    folders: tenant.folders,
    building: tenant.building ?? false,
    etc: site.etc,
    runtimes: runtimes.folders,
    extra: [...own, ...(tenant.extra ?? [])],
  }
}

/** The kernel's limits are a little wider than what the watch allows, which can say what happened. */
function limitsOf({ limits }: Config): ProcessLimits {
  return {
    nproc: limits.threadsMax + bounds.threadsMargin,
    fsize: limits.diskBytesMax,
    nofile: limits.openFilesMax,
    cpu: Math.ceil(limits.cpuMs / msPerSecond),
    data: limits.memoryBytesMax * bounds.dataShare,
  }
}

const msPerSecond = 1000

/** Outside a namespace of its own a program's processes are not told from its user's others. */
function limiterOf({ config }: Site): readonly string[] {
  const prlimit = seesKernel() ? findExecutable('prlimit', process.env['PATH'] ?? '') : undefined
  if (prlimit === undefined) return []
  const { nproc: _, ...limits } = limitsOf(config)
  return [prlimit, ...limitArguments(limits)]
}
