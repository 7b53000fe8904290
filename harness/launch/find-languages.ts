import type { Config, LanguageRecipe } from '../config/schema.ts'
import { findExecutable } from '../lab/find-executable.ts'
import { firstLine, tryCommand } from '../lab/try-command.ts'
import { found, type Finding } from '../lib/finding.ts'
import { machinePath } from './environment.ts'

/** For each language of the configuration, whether all that builds and runs it is on this machine. */
export function findLanguages(
  languages: Config['languages'],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  return Promise.all(
    Object.entries(languages).map(([name, recipe]) => findLanguage(name, recipe, signal)),
  )
}

async function findLanguage(
  name: string,
  recipe: LanguageRecipe,
  signal: AbortSignal,
): Promise<Finding> {
  const id = `language:${name}` as const
  const programs = programsOf(recipe)
  const looks = await Promise.all(programs.map((program) => lookAt(program, signal)))
  const shown = (fault: Look['fault']) =>
    looks.flatMap((look) => (look.fault === fault ? look.shown : [])).join(', ')
  const faulty = looks.filter(({ fault }) => fault !== undefined)
  if (faulty.length === 0) return found(id, 'there', { detail: shown(undefined) })
  const because = shown('no-package') === '' ? 'broken' : 'no-package'
  const kind = faulty.length < looks.length ? 'partial' : 'missing'
  return found(id, kind, { detail: shown(because), because })
}

/** The programs that a recipe's commands begin with; what the build makes is none. */
function programsOf({ locate, build, run }: LanguageRecipe): readonly string[] {
  const first = [...(locate ? [locate] : []), ...build, run].flatMap(([file]) => file ?? [])
  return [
    ...new Set(first.map((file) => (file === '{harness-node}' ? process.execPath : file))),
  ].filter((file) => !file.includes('{'))
}

/** A program with its version, or with what it said instead. */
type Look = { readonly shown: string; readonly fault?: 'no-package' | 'broken' }

/** Looks for a program, and asks it for its version where it is one that tells it quickly. */
async function lookAt(program: string, signal: AbortSignal): Promise<Look> {
  if (program === process.execPath) return { shown: `node ${process.versions.node}` }
  const path = findExecutable(program, machinePath(process.env))
  if (path === undefined) return { shown: program, fault: 'no-package' }
  const question = questions[program]
  if (question === undefined) return { shown: program }
  const attempt = await tryCommand([path, question], signal)
  if (!attempt.worked) return { shown: `${program}: ${firstLine(attempt)}`, fault: 'broken' }
  return { shown: `${program} ${/\d+(?:\.\d+)+/.exec(attempt.said)?.[0] ?? ''}`.trim() }
}

const questions: Readonly<Record<string, string>> = {
  python3: '--version',
  node: '--version',
  java: '-version',
  javac: '-version',
  cc: '--version',
  gcc: '--version',
  'g++': '--version',
  go: 'version',
  ruby: '--version',
  perl: '--version',
  make: '--version',
}
