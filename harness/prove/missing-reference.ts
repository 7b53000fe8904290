import { readdir } from 'node:fs/promises'
import { noReference } from '../messages/prove.ts'
import type { Text } from '../messages/text.ts'

/** What is wrong with the folder of a reference where nothing is in it, or it is not there. */
export async function missingReference(folder: string): Promise<Text | undefined> {
  const there = await readdir(folder).catch(() => [])
  return there.length === 0 ? noReference(folder) : undefined
}
