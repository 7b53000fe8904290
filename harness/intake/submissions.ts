import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/usage.ts'
import type { Submission } from './submission.ts'

/** What is in a folder of submissions: these, and the names of files that count as none. */
export type Found = {
  readonly submissions: readonly Submission[]
  readonly leftOut: readonly string[]
}

/**
 * The submissions in a folder, sorted by name: each sub-folder is one, and files beside them are none;
 * where there are no sub-folders, each file is one (`ana.py`, `beto.c`).
 */
export async function findSubmissions(folder: string): Promise<Found> {
  const items = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new UsageError('submissions', say.submissionsUnreadable(folder, codeOf(error) ?? ''))
  })
  const shown = items.filter(({ name }) => !name.startsWith('.') && !ignored.has(name))
  const folders = shown.filter((item) => item.isDirectory())
  const files = shown.filter((item) => item.isFile())
  const found = folders.length > 0 ? folders : files
  if (found.length === 0) throw new UsageError('submissions', say.noSubmissions(folder))
  const submissions = found
    .map(toSubmission(folder))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
  const leftOut = folders.length > 0 ? files.map(({ name }) => name).toSorted() : []
  return { submissions, leftOut }
}

const ignored = new Set(['__MACOSX', 'node_modules', '__pycache__'])

function toSubmission(folder: string) {
  return ({ name }: Dirent): Submission => ({
    id: name,
    students: [name],
    folder: join(folder, name),
  })
}
