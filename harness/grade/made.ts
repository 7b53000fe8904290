import { constants } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import type { ProgramRule } from '../assignment/schema.ts'
import type { Config } from '../config/schema.ts'
import { candidateOf } from '../intake/entry.ts'

/**
 * The target of a makefile that makes the program: `all` where there is such, else one that has its
 * name; undefined where the first target has to do.
 */
export async function targetOf(
  makefile: string,
  { entry }: ProgramRule,
): Promise<string | undefined> {
  const text = await readFile(makefile, 'utf8')
  const targets = [...text.matchAll(/^([^\s#:=.%$][^\s#:=%$]*)[ \t]*:(?![:=])/gm)].map(
    ([, name]) => name!,
  )
  const programs = targets.filter((name) => extname(name) === '' && !name.includes('/'))
  return targets.includes('all') ? 'all' : byRank(programs, entry)[0]
}

/** The program that a makefile has left beside it, by its name there. */
export async function programBeside(
  makefile: string,
  { entry }: ProgramRule,
  languages: Config['languages'],
): Promise<string | undefined> {
  const folder = dirname(makefile)
  // Permissions are lost or given away on many ways that files take; nobody means a source by that.
  const sources = new Set(Object.values(languages).flatMap(({ extensions }) => extensions))
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter(
      (item) => item.isFile() && !(extname(item.name) !== '' && sources.has(extname(item.name))),
    )
    .map(({ name }) => name)
    .toSorted()
  for (const name of byRank(names, entry)) {
    if (await isExecutable(join(folder, name))) return name
  }
  return undefined
}

/** Those of some names that an entry file may have, the likeliest first. */
function byRank(names: readonly string[], entry: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, rank: candidateOf(name, entry) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ name }) => name)
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
