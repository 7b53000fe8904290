import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** How files of TypeScript end that are modules there: `ts` where the nearest package says so. */
export async function moduleEnding(folder: string): Promise<'ts' | 'mts'> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined)
  if (text !== undefined) return /"type"\s*:\s*"module"/.test(text) ? 'ts' : 'mts'
  return folder === dirname(folder) ? 'mts' : moduleEnding(dirname(folder))
}
