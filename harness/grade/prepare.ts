import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProgramRule } from '../assignment/schema.ts'
import { chooseEntry } from '../intake/entry.ts'
import { readSubmission } from '../intake/read.ts'
import { build } from '../launch/build.ts'
import { locateInterpreter } from '../launch/locate.ts'
import { copySubmission } from '../launch/workspace.ts'
import { codeOf } from '../lib/errors.ts'
import type { Text } from '../messages/text.ts'
import { filesUnreadable } from '../messages/usage.ts'
import type { Built, Site } from './site.ts'
import { initialTrust } from './trust.ts'

/** What came of preparing a submission; `dispose` removes what it left. */
export type Prepared =
  | { readonly kind: 'not-gradable'; readonly reason: Text }
  | ({ readonly kind: 'build-failed'; readonly output: string } & Kept)
  | ({ readonly kind: 'built' } & Kept)

type Kept = { readonly built: Built; readonly dispose: () => Promise<void> }

/** Finds the entry file, copies the submission and builds it, once for all its runs. */
export async function prepare(
  site: Site,
  program: ProgramRule,
  submission: string,
): Promise<Prepared> {
  const { config, signal } = site
  const files = await readSubmission(submission, config.limits)
  if (files.kind === 'unreadable') return { kind: 'not-gradable', reason: files.reason }
  const choice = chooseEntry({ rule: program, languages: config.languages, ...files })
  if (choice.kind !== 'entry') return { kind: 'not-gradable', reason: choice.reason }
  const recipe = config.languages[choice.language]!
  const folder = await mkdtemp(join(site.folder, 'built-'))
  const copy = await copySubmission(submission, join(folder, 'source')).catch(codeOf)
  if (copy === undefined || typeof copy === 'string') {
    return { kind: 'not-gradable', reason: filesUnreadable(copy ?? 'EIO') }
  }
  const entry = join(copy.folder, choice.file)
  const out = join(folder, 'out')
  if (recipe.extensions.includes('')) await chmod(entry, executable)
  const outcome = await build(recipe, { entry, out }, { limitMs: config.limits.buildMs, signal })
  return {
    ...outcome,
    built: {
      program,
      recipe,
      language: choice.language,
      entry: choice.file,
      source: copy.folder,
      out,
      interpreter: await locateInterpreter(recipe),
      trust: initialTrust(copy.folder, out),
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}

const executable = 0o755
