import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/init.ts'
import type { NewFile } from './files.ts'

/** Refuses to begin where something is already: nothing that is there is ever changed. */
export async function assertFree(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (await isThere(path)) throw new UsageError('init', say.alreadyThere(path))
  }
}

/** Whether there is anything at a path. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  )
}

/** Writes new files, and the folders in which they lie. */
export async function writeNew(files: readonly NewFile[]): Promise<void> {
  for (const { path, text } of files) {
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text, { flag: 'wx' })
    } catch (error) {
      throw new UsageError('init', say.unwritable(path, codeOf(error) ?? ''))
    }
  }
}
