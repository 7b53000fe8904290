import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/usage.ts'
import type { Submission } from './submission.ts'

/**
 * The submissions in a folder, sorted by name: each sub-folder is one; where there are none, each
 * file is one (`ana.py`, `beto.c`).
 */
export async function findSubmissions(folder: string): Promise<readonly Submission[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new UsageError('submissions', say.submissionsUnreadable(folder, codeOf(error) ?? ''))
  })
  const shown = items.filter(({ name }) => !name.startsWith('.') && !ignored.has(name))
  const folders = shown.filter((item) => item.isDirectory())
  const found = folders.length > 0 ? folders : shown.filter((item) => item.isFile())
  if (found.length === 0) throw new UsageError('submissions', say.noSubmissions(folder))
  return found.map(toSubmission(folder)).toSorted((left, right) => (left.id < right.id ? -1 : 1))
}

const ignored = new Set(['__MACOSX', 'node_modules', '__pycache__'])

function toSubmission(folder: string) {
  return ({ name }: Dirent): Submission => ({
    id: name,
    students: [name],
    folder: join(folder, name),
  })
}
