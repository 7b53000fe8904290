import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { execa } from 'execa'
import type { LanguageRecipe } from '../config/schema.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'
import { programEnvironment } from './environment.ts'
import { fillCommand, type RecipeValues } from './recipe.ts'

/** How a build ended; `output` is the end of the compiler's text. */
export type BuildOutcome =
  | { readonly kind: 'built' }
  | { readonly kind: 'build-failed'; readonly output: string }

/** Runs the build steps of a recipe, each within `limitMs`. A missing compiler is not the student's. */
export async function build(
  recipe: LanguageRecipe,
  values: RecipeValues,
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
): Promise<BuildOutcome> {
  await mkdir(values.out, { recursive: true })
  for (const step of recipe.build) {
    const [file, ...args] = fillCommand(step, recipe, values)
    const result = await execa(file, args, {
      cwd: dirname(values.entry),
      env: programEnvironment(process.env, { HOME: values.out, TMPDIR: values.out }),
      extendEnv: false,
      stdin: 'ignore',
      all: true,
      reject: false,
      timeout: limitMs,
      cancelSignal: signal,
      killDescendants: true,
      maxBuffer: bounds.compilerBytesMax,
    })
    if (result.code === 'ENOENT') throw new HarnessError(`"${file}" is not on this machine`)
    signal.throwIfAborted()
    if (result.failed) return { kind: 'build-failed', output: describe(result, values, limitMs) }
  }
  return { kind: 'built' }
}

function describe(
  result: { readonly all?: string; readonly timedOut: boolean },
  values: RecipeValues,
  limitMs: number,
): string {
  const text = (result.all ?? '').replaceAll(`${dirname(values.entry)}/`, '')
  const late = result.timedOut ? `\n(not finished after ${limitMs / msPerSecond} s)` : ''
  return `${text.slice(0, bounds.compilerCharactersMax)}${late}`.trim()
}

const msPerSecond = 1000
