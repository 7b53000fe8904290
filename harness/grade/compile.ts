import { mkdir, rename } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { build, type BuildOutcome } from '../launch/build.ts'
import { makeRunFolders, type OwnFolders } from '../launch/run-folders.ts'
import { giveTo } from '../launch/workspace.ts'
import { openPremises } from './premises.ts'
import type { Built, Site } from './site.ts'

/** What is built: the copy of a submission, and where what comes of it goes. */
export type Building = Pick<Built, 'recipe' | 'runtimes' | 'source' | 'out'> & {
  readonly folder: string
  readonly entry: string
  /** What a makefile is asked to make. */
  readonly target?: string | undefined
}

/** How a build ended, and where the files of the submission are now with what was made beside them. */
export type Compiled = BuildOutcome & { readonly source: string }

/** A compiler reads what strangers have written, and sees no more of the machine than a program. */
export async function compile(site: Site, building: Building): Promise<Compiled> {
  const { recipe, source, out, entry, folder, target } = building
  const limits = { limitMs: site.config.limits.buildMs, signal: site.signal }
  if (site.lab !== 'lab' || recipe.build.length === 0) {
    return { ...(await build(recipe, { entry, out, target }, limits)), source }
  }
  const { user } = site
  const work = join(folder, 'build')
  await using folders = await makeRunFolders({ folder: work, source, built: out, user })
  await mkdir(out)
  if (user !== undefined) await giveTo(user, out)
  const outcome = await buildInside(site, building, folders)
  if (recipe.files.length === 0) return { ...outcome, source }
  const made = join(folder, 'made')
  await rename(folders.submission, made)
  return { ...outcome, source: made }
}

/** Nothing of it runs any more when it has ended. */
async function buildInside(
  site: Site,
  building: Building,
  folders: OwnFolders,
): Promise<BuildOutcome> {
  const { recipe, source, out, entry, target } = building
  const limits = { limitMs: site.config.limits.buildMs, signal: site.signal }
  const own = join(folders.submission, relative(source, entry))
  const tenant = { folders, entry: own, building: true }
  await using premises = await openPremises(site, building, tenant)
  const { world, home, path, seen } = premises
  const inside = world && { world, home, path }
  return await build(recipe, { entry: own, out, target, seen }, { ...limits, inside })
}
