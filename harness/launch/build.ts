import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { execa } from 'execa'
import type { LanguageRecipe } from '../config/schema.ts'
import type { CommandLine } from '../lab/enter.ts'
import { signalLife } from '../kernel/life.ts'
import { findExecutable } from '../lab/find-executable.ts'
import type { World } from '../lab/world.ts'
import { bounds } from '../lib/bounds.ts'
import { after } from '../lib/clock.ts'
import { HarnessError } from '../lib/errors.ts'
import { machinePath, programEnvironment } from './environment.ts'
import { fillCommand, type RecipeValues } from './recipe.ts'

/** How a build ended; `output` is the end of the compiler's text. */
export type BuildOutcome =
  | { readonly kind: 'built' }
  | { readonly kind: 'build-failed'; readonly output: string }

/** Where a build runs, and what ends it. */
export type BuildOptions = {
  readonly limitMs: number
  readonly signal: AbortSignal
  /** The world in which it runs, as its compiler sees it. */
  readonly inside?:
    | { readonly world: World; readonly home: string; readonly path: string | undefined }
    | undefined
}

/** Runs the build steps of a recipe, each within `limitMs`. A missing compiler is not the student's. */
export async function build(
  recipe: LanguageRecipe,
  values: RecipeValues,
  options: BuildOptions,
): Promise<BuildOutcome> {
  await mkdir(values.out, { recursive: true })
  for (const step of recipe.build) {
    const command = fillCommand(step, recipe, values)
    const [file] = command
    if (findExecutable(file, machinePath(process.env)) === undefined) {
      throw new HarnessError(`"${file}" is not on this machine`)
    }
    const result = options.inside
      ? await runInside(command, options.inside, options)
      : await runHere(command, values, options)
    options.signal.throwIfAborted()
    if (result.failed) return { kind: 'build-failed', output: describe(result, values, options) }
  }
  return { kind: 'built' }
}

type Result = { readonly all: string; readonly failed: boolean; readonly timedOut: boolean }

const usual = {
  extendEnv: false,
  stdin: 'ignore',
  all: true,
  reject: false,
  maxBuffer: bounds.compilerBytesMax,
} as const

async function runHere(
  [file, ...args]: CommandLine,
  { entry, out }: RecipeValues,
  { limitMs, signal }: BuildOptions,
): Promise<Result> {
  return execa(file, args, {
    ...usual,
    cwd: dirname(entry),
    env: programEnvironment(process.env, { HOME: out, TMPDIR: out }),
    timeout: limitMs,
    cancelSignal: signal,
    killDescendants: true,
  })
}

/** Its processes end with the world, whatever they have become. */
async function runInside(
  command: CommandLine,
  { world, home, path }: NonNullable<BuildOptions['inside']>,
  { limitMs, signal }: BuildOptions,
): Promise<Result> {
  const [file, ...args] = world.enter(command)
  let timedOut = false
  const end = () => signalLife(world.init, 'SIGKILL')
  const late = after(limitMs, () => {
    timedOut = true
    end()
  })
  signal.addEventListener('abort', end, { once: true })
  let begun = false
  try {
    const own = { HOME: home, ...(path === undefined ? {} : { PATH: path }) }
    const subprocess = execa(file, args, {
      ...usual,
      env: programEnvironment(process.env, own, () => false),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      stdin: undefined,
    })
    subprocess.stdio[3].once('data', () => {
      begun = true
    })
    const { all, failed, shortMessage } = await subprocess
    if (!begun && !timedOut && !signal.aborted) {
      throw new HarnessError(`the build could not be started: ${shortMessage ?? ''}`)
    }
    return { all, failed, timedOut }
  } finally {
    late()
    signal.removeEventListener('abort', end)
  }
}

function describe(
  result: Result,
  { entry, seen }: RecipeValues,
  { limitMs }: BuildOptions,
): string {
  const folder = `${dirname(entry)}/`
  const text = result.all.replaceAll(folder, '').replaceAll(seen?.(folder) ?? folder, '')
  const late = result.timedOut ? `\n(not finished after ${limitMs / msPerSecond} s)` : ''
  return `${text.slice(0, bounds.compilerCharactersMax)}${late}`.trim()
}

const msPerSecond = 1000
