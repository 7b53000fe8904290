import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Id } from '../assignment/id.ts'
import { ProgramRule } from '../assignment/schema.ts'
import { configIn, loadConfig, nearestConfig } from '../config/load.ts'
import { moduleEnding } from '../init/ending.ts'
import { configFile, filesOf, schemaFile, type Folders, type NewFile } from '../init/files.ts'
import { starters } from '../init/starter.ts'
import { assertFree, isThere, writeNew } from '../init/write.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/init.ts'
import { ownCommand, shellWords } from './again.ts'
import { exitCodes } from './exit-codes.ts'
import { choice, type Words } from './options.ts'
import type { Terminal } from './terminal.ts'

/**
 * `enchufe init`: begins an assignment with files that `prove` finds in order; without an id, a
 * folder for a course. Where no configuration is at or above the working folder, one is written.
 */
export async function init(
  terminal: Terminal,
  id: string | undefined,
  words: Words,
): Promise<number> {
  const cwd = process.cwd()
  const { language } = terminal
  const config = id === undefined ? await configIn(cwd) : await configFor(words, cwd)
  if (id === undefined && config !== undefined) await assertFree([config])
  const newConfig = configFile(cwd, { language, ending: await moduleEnding(cwd) })
  const assignment = id === undefined ? [] : await assignmentFiles(terminal, { id, config, words })
  const files = [...(config === undefined ? [newConfig] : []), ...assignment]
  await writeNew(files)
  terminal.out(say.written[language])
  for (const { path } of files) terminal.out(`  ${relative(cwd, path)}`)
  terminal.out(say.next[language])
  for (const line of commandsAfter(id, files)) terminal.out(`  ${ownCommand(cwd)} ${line}`)
  return exitCodes.done
}

/** The configuration that counts here; none where only our own would. */
async function configFor({ config }: Words, cwd: string): Promise<string | undefined> {
  return config ?? (await nearestConfig(cwd))
}

type What = {
  readonly id: string
  readonly config: string | undefined
  readonly words: Words
}

async function assignmentFiles(
  { language }: Terminal,
  { id, config, words }: What,
): Promise<readonly NewFile[]> {
  if (!Id.safeParse(id).success) throw new UsageError('init', say.notAnId(id))
  const { role = 'server', format = 'yaml' } = words
  const starter = starters[choice('--role', role, ProgramRule.shape.role.options)]
  const chosen = choice('--format', format, ['yaml', 'ts'] as const)
  const folders = await foldersOf(config)
  const own = Object.values(folders).map((folder) => join(folder, id))
  await assertFree(own)
  const ending = await moduleEnding(folders.specs)
  const files = await filesOf({ id, starter, format: chosen, language, folders, ending })
  const schema = schemaFile(folders)
  return chosen === 'yaml' && !(await isThere(schema.path)) ? [...files, schema] : files
}

async function foldersOf(config: string | undefined): Promise<Folders> {
  const cwd = process.cwd()
  if (config === undefined) {
    const [specs, references, fixtures] = ['specs', 'reference', 'fixtures'] as const
    return {
      specs: join(cwd, specs),
      references: join(cwd, references),
      fixtures: join(cwd, fixtures),
    }
  }
  const { folder, config: course } = await loadConfig(config, cwd)
  const { specs, references, fixtures } = course
  // Ours come after those of a course, and are for nobody else to add to.
  const [first] = specs.filter((spec) => spec !== ownSpecs || dirname(spec) === folder)
  if (first === undefined) throw new UsageError('init', say.noSpecs(config))
  return { specs: first, references, fixtures }
}

/** What is worth being typed next, without the command's own name. */
function commandsAfter(id: string | undefined, files: readonly NewFile[]): readonly string[] {
  if (id === undefined) return ['init hello-server']
  const fixture = files.find(({ path }) => path.includes('python-correct'))!
  const folder = relative(process.cwd(), join(fixture.path, '..'))
  return [
    shellWords(['show', id], {}),
    shellWords(['prove', id], {}),
    shellWords(['check', folder], { '--assignment': id }),
  ]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const ownSpecs = join(root, 'specs')
