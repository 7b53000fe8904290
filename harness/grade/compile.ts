import { mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { build, type BuildOutcome } from '../launch/build.ts'
import { makeRunFolders } from '../launch/run-folders.ts'
import { giveTo } from '../launch/workspace.ts'
import { openPremises } from './premises.ts'
import type { Built, Site } from './site.ts'

/** What is built: the copy of a submission, and where what comes of it goes. */
export type Building = Pick<Built, 'recipe' | 'runtimes' | 'source' | 'out'> & {
  readonly folder: string
  readonly entry: string
}

/** A compiler reads what strangers have written, and sees no more of the machine than a program. */
export async function compile(site: Site, building: Building): Promise<BuildOutcome> {
  const { recipe, source, out, entry, folder } = building
  const limits = { limitMs: site.config.limits.buildMs, signal: site.signal }
  if (site.lab !== 'lab' || recipe.build.length === 0) {
    return build(recipe, { entry, out }, limits)
  }
  const { user } = site
  const work = join(folder, 'build')
  await using folders = await makeRunFolders({ folder: work, source, built: out, user })
  await mkdir(out)
  if (user !== undefined) await giveTo(user, out)
  const own = join(folders.submission, relative(source, entry))
  const tenant = { folders, entry: own, building: true }
  await using premises = await openPremises(site, building, tenant)
  const { world, home, path, seen } = premises
  const inside = world && { world, home, path }
  return await build(recipe, { entry: own, out, seen }, { ...limits, inside })
}
