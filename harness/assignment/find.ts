import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { didYouMean } from '../lib/did-you-mean.ts'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/files.ts'

/** An assignment that was found, by its folder's name. */
export type FoundAssignment = { readonly id: string; readonly file: string }

const names = ['ts', 'mts', 'js', 'mjs', 'yaml', 'yml', 'json'].map((end) => `assignment.${end}`)

/** The file of an assignment, given its id (the name of its folder) or a path to file or folder. */
export async function findAssignment(name: string, folders: readonly string[]): Promise<string> {
  const known = await listAssignments(folders)
  const byId = known.find(({ id }) => id === name)
  if (byId) return byId.file
  const status = await stat(name).catch(() => undefined)
  if (status?.isFile()) return name
  const inside = status?.isDirectory() ? await assignmentIn(name) : undefined
  if (inside !== undefined) return inside
  const ids = known.map(({ id }) => id)
  throw new UsageError(
    'assignment',
    say.unknownAssignment(name, didYouMean(basename(name), ids), ids),
  )
}

/** All assignments in some folders, sorted by id; of two with the same id the first folder's. */
export async function listAssignments(
  folders: readonly string[],
): Promise<readonly FoundAssignment[]> {
  const found = new Map<string, string>()
  for (const folder of folders) {
    const items = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const item of items.filter((one) => one.isDirectory())) {
      const file = await assignmentIn(join(folder, item.name))
      if (file !== undefined && !found.has(item.name)) found.set(item.name, file)
    }
  }
  return [...found]
    .map(([id, file]) => ({ id, file }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
}

async function assignmentIn(folder: string): Promise<string | undefined> {
  const inside = await readdir(folder).catch((error: unknown) => {
    throw new UsageError('assignment', say.unreadable(folder, codeOf(error) ?? ''))
  })
  const there = inside.filter((name) => names.includes(name))
  if (there.length > 1) {
    throw new UsageError('assignment', say.severalAssignments(folder, there.toSorted()))
  }
  return there[0] === undefined ? undefined : join(folder, there[0])
}
