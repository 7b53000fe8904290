import { homeOf, type Family } from '../assignment/network.ts'
import type { ProgramRule } from '../assignment/schema.ts'
import type { LanguageRecipe } from '../config/schema.ts'
import { programEnvironment } from './environment.ts'
import { fillCommand, type RecipeValues } from './recipe.ts'
import { runVariable } from './processes.ts'
import type { Command } from './spawn.ts'

/** How one run of a built program differs from another. */
export type RunValues = RecipeValues & {
  readonly cwd: string
  /** The program's folders for what is its own and for what is temporary. */
  readonly home: string
  readonly temporary: string
  /** The search path; the machine's own unless it is given. */
  readonly path?: string | undefined
  readonly isSeen?: ((folder: string) => boolean) | undefined
  readonly port: number
  /** What tells this run from others, where the program's environment must show it. */
  readonly mark?: string | undefined
  /** Over which version of IP program and peers meet. */
  readonly family: Family
  /** The real interpreter, where the recipe's own is a shim. */
  readonly interpreter: string | undefined
}

/** A text in which `{port}` and `{host}` stand for the program's. */
export function fillAddress(text: string, { port, family }: Address): string {
  return text.replaceAll('{port}', String(port)).replaceAll('{host}', homeOf[family])
}

type Address = { readonly port: number; readonly family: Family }

/** The command line, folder and environment of one run, with the port where its rule wants it. */
export function runCommand(
  program: ProgramRule,
  recipe: LanguageRecipe,
  values: RunValues,
): Command {
  const [file, ...args] = fillCommand(recipe.run, recipe, values)
  const { port: rule, streams } = program
  const given = rule.given === 'argument' ? rule.args.map((arg) => fillAddress(arg, values)) : []
  return {
    command: [values.interpreter ?? file, ...args, ...given],
    cwd: values.cwd,
    environment: programEnvironment(
      process.env,
      {
        ...recipe.environment,
        ...(rule.given === 'environment' ? { [rule.name]: String(values.port) } : {}),
        // One that can do no more than show text, so that nobody colours it.
        ...(streams === 'terminal' ? { TERM: 'dumb' } : {}),
        ...(values.path === undefined ? {} : { PATH: values.path }),
        ...(values.mark === undefined ? {} : { [runVariable]: values.mark }),
        HOME: values.home,
        TMPDIR: values.temporary,
      },
      values.isSeen,
    ),
  }
}
