import { z } from 'zod'
import { labKinds } from '../lib/lab-kind.ts'
import { Limits } from './limits.ts'

const Command = z.array(z.string().min(1)).min(1)

/**
 * How programs of a language are built and run. In commands, `{entry}` is the entry file, `{name}`
 * its name without extension, `{out}` a folder for what the build makes, `{class}` the class of a
 * Java file with its package, and the argument `{sources}` the entry and the other files of the
 * language beside it that define no `main` of their own; the argument `{target}` the target of a
 * makefile that makes the program, or nothing where none has its name or that of everything (`all`).
 */
const Recipe = z.strictObject({
  /** With the dot: `.py`. The empty string stands for a file without extension and with a shebang. */
  extensions: z.array(z.string().regex(/^(?:\.[\w+]+)?$/, 'should be like ".py"')).default([]),
  /**
   * Names of files that tell how a program is built (`Makefile`), in the order in which one of several
   * counts. The build leaves the program beside it, with one of the names that an entry file may have.
   */
  files: z.array(z.string().min(1)).default([]),
  /** A command that prints the path of the real interpreter, for those behind a shim (pyenv). */
  locate: Command.optional(),
  build: z.array(Command).default([]),
  run: Command,
  environment: z.record(z.string(), z.string()).default({}),
})
/** A recipe that applies to some file. */
export const LanguageRecipe = Recipe.refine(
  ({ extensions, files }) => extensions.length + files.length > 0,
  'should have "extensions" or "files"',
)
export type LanguageRecipe = z.output<typeof LanguageRecipe>

/** A configuration with all that it has. */
export const Config = z.strictObject({
  /** Folders of assignments, relative to the configuration's own folder. */
  specs: z.array(z.string()).default(['specs']),
  references: z.string().default('reference'),
  fixtures: z.string().default('fixtures'),
  languages: z.record(z.string(), LanguageRecipe),
  limits: Limits.prefault({}),
  /**
   * `lab` is a private network and for each program files, processes and limits of its own; `net` is
   * the private network alone, `plain` the machine's own; `clock` is `plain` without looking into the
   * kernel, as on systems that do not show it. `auto` takes the best that the machine allows.
   */
  lab: z.enum(['auto', ...labKinds]).default('auto'),
})
export type Config = z.output<typeof Config>

/** What `grading.config.ts` may say; the languages are ours unless it names its own. */
export const WrittenConfig = Config.extend({ languages: Config.shape.languages.optional() })
export type ConfigInput = z.input<typeof WrittenConfig>
