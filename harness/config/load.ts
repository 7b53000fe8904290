import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseData, readData } from '../assignment/read-data.ts'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/files.ts'
import { Config } from './schema.ts'

/** The configuration, its folders absolute, and the folder that it was found in. */
export type LoadedConfig = { readonly config: Config; readonly folder: string }

const names = ['ts', 'mts', 'js', 'mjs', 'json'].map((end) => `grading.config.${end}`)
const own = fileURLToPath(new URL('../..', import.meta.url))

/** Loads the configuration that was named, else the nearest one at or above `cwd`, else our own. */
export async function loadConfig(file: string | undefined, cwd: string): Promise<LoadedConfig> {
  const path = file === undefined ? await nearest(cwd) : resolve(cwd, file)
  await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') throw new UsageError('config', say.noConfig(path))
  })
  const config = parseData(Config, path, await readData(path))
  const folder = dirname(path)
  const specs = [...config.specs.map((spec) => resolve(folder, spec)), join(own, 'specs')]
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

async function nearest(cwd: string): Promise<string> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of names) if (await exists(join(folder, name))) return join(folder, name)
    if (folder === dirname(folder)) return join(own, 'grading.config.ts')
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  )
}
