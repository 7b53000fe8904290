import { stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseData, readData } from '../assignment/read-data.ts'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/files.ts'
import { Config, WrittenConfig } from './schema.ts'

/** The configuration, its folders absolute, and the folder that it was found in. */
export type LoadedConfig = { readonly config: Config; readonly folder: string }

/** With what the name of a configuration ends. */
export const configEndings = ['.ts', '.mts', '.js', '.mjs', '.json'] as const
const names = configEndings.map((end) => `grading.config${end}`)
const own = fileURLToPath(new URL('../..', import.meta.url))
const ownFile = join(own, 'grading.config.ts')

/** Where our own assignments are, which every course knows after its own. */
export const ownSpecs = join(own, 'specs')

/** Where the reference of an assignment is: ours with us, a course's where its configuration says. */
export function referenceFolder({ references }: Config, file: string, id: string): string {
  return join(file.startsWith(ownSpecs + sep) ? join(own, 'reference') : references, id)
}

/** Loads the configuration that was named, else the nearest one at or above `cwd`, else our own. */
export async function loadConfig(file: string | undefined, cwd: string): Promise<LoadedConfig> {
  const path = file === undefined ? ((await nearestConfig(cwd)) ?? ownFile) : resolve(cwd, file)
  await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') throw new UsageError('config', say.noConfig(path))
  })
  const written = parseData(WrittenConfig, path, await readData(path))
  const config = { ...written, languages: written.languages ?? (await ownLanguages()) }
  const folder = dirname(path)
  const specs = [...config.specs.map((spec) => resolve(folder, spec)), ownSpecs]
  return {
    folder,
    config: {
      ...config,
      specs: [...new Set(specs)],
      references: resolve(folder, config.references),
      fixtures: resolve(folder, config.fixtures),
    },
  }
}

async function ownLanguages(): Promise<Config['languages']> {
  return parseData(Config, ownFile, await readData(ownFile)).languages
}

/** The nearest configuration at or above a folder, if there is one. */
export async function nearestConfig(cwd: string): Promise<string | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const found = await configIn(folder)
    if (found !== undefined || folder === dirname(folder)) return found
  }
}

/** The configuration that lies in a folder itself. */
export async function configIn(folder: string): Promise<string | undefined> {
  for (const name of names) if (await exists(join(folder, name))) return join(folder, name)
  return undefined
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  )
}
