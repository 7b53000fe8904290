import { findAssignment, listAssignments } from '../assignment/find.ts'
import { loadAssignment, type LoadedAssignment } from '../assignment/load.ts'
import { loadConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/cli.ts'
import type { Words } from './options.ts'

/** The configuration and the assignment that a command works with. */
export type Opened = { readonly config: Config; readonly loaded: LoadedAssignment }

/** Loads the configuration and the assignment that was named, or the only one that there is. */
export async function openAssignment(words: Words): Promise<Opened> {
  const { config } = await loadConfig(words.config, process.cwd())
  const file = await findAssignment(words.assignment ?? (await onlyOne(config)), config.specs)
  return { config, loaded: await loadAssignment(file) }
}

async function onlyOne(config: Config): Promise<string> {
  const known = await listAssignments(config.specs)
  if (known.length === 1) return known[0]!.id
  const ids = known.map(({ id }) => id)
  throw new UsageError(
    'assignment',
    ids.length === 0 ? say.noAssignments : say.whichAssignment(ids),
  )
}

/** The checks asked for with `--only`, which must exist. */
export function onlyOf({ only }: Words, { assignment }: LoadedAssignment): string[] | undefined {
  const ids = assignment.checks.map(({ id }) => id)
  const unknown = only?.find((id) => !ids.includes(id))
  if (unknown !== undefined) {
    throw new UsageError('check', say.unknownCheck(unknown, didYouMean(unknown, ids), ids))
  }
  return only && [...only]
}
