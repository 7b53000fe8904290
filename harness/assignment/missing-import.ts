import { fileURLToPath } from 'node:url'
import { importPath } from '../lib/import-path.ts'
import * as builders from './builders.ts'
import * as programBuilders from './program-builders.ts'
import * as structureBuilders from './structure-builders.ts'
import * as textBuilders from './text-builders.ts'
import * as valueBuilders from './value-builders.ts'
import { withParameters } from './with-parameters.ts'

const index = fileURLToPath(new URL('../index.ts', import.meta.url))

/** What files import from `index.ts`; the last one is for configurations. */
const ours: ReadonlySet<string> = new Set([
  ...[builders, programBuilders, structureBuilders, textBuilders, valueBuilders].flatMap(
    Object.keys,
  ),
  withParameters.name,
  'defineConfig',
])

/** A name of ours that a file uses and does not import, and from where it should. */
export type MissingImport = { readonly name: string; readonly from: string }

/** What a file should import, if that is why it could not be loaded. */
export function missingImport(file: string, thrown: unknown): MissingImport | undefined {
  if (!(thrown instanceof ReferenceError)) return undefined
  const name = /^([\w$]+) is not defined$/.exec(thrown.message)?.[1]
  return name !== undefined && ours.has(name) ? { name, from: importPath(file, index) } : undefined
}
