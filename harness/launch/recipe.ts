import { readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { LanguageRecipe } from '../config/schema.ts'
import { seenAsIs, type Seen } from './seen.ts'
import { listSources } from './sources.ts'

/** What the placeholders of a recipe stand for. */
export type RecipeValues = {
  /** The entry file, absolute. */
  readonly entry: string
  /** The folder for what the build makes, absolute. */
  readonly out: string
  /** The target of a makefile that makes the program, where it has one. */
  readonly target?: string | undefined
  /** How the command is to name them. */
  readonly seen?: Seen | undefined
}

/** A recipe's command with its placeholders filled in. */
export function fillCommand(
  command: readonly string[],
  recipe: LanguageRecipe,
  { entry, out, target, seen = seenAsIs }: RecipeValues,
): readonly [file: string, ...args: string[]] {
  const name = basename(entry, extname(entry))
  const [file = '', ...args] = command.flatMap((part) => {
    if (part === '{sources}') return listSources(entry, recipe.extensions)
    if (part === '{target}') return target === undefined ? [] : [target]
    return part
      .replaceAll('{entry}', entry)
      .replaceAll('{name}', name)
      .replaceAll('{out}', out)
      .replaceAll('{dir}', sourceRoot(entry))
      .replaceAll('{class}', className(entry, name))
      .replaceAll('{harness-node}', process.execPath)
  })
  return [seen(file), ...args.map(seen)]
}

/** The folder in which Java looks for other classes: above the folders of the entry's package. */
function sourceRoot(entry: string): string {
  const folders = packageOf(entry).split('.').filter(Boolean)
  const root = join(dirname(entry), ...folders.map(() => '..'))
  return join(root, ...folders) === dirname(entry) ? root : dirname(entry)
}

function className(entry: string, name: string): string {
  const inside = packageOf(entry)
  return inside === '' ? name : `${inside}.${name}`
}

function packageOf(entry: string): string {
  if (extname(entry) !== '.java') return ''
  return /^\s*package\s+([\w.]+)\s*;/m.exec(readFileSync(entry, 'utf8'))?.[1] ?? ''
}
