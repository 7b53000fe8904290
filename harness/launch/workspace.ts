import { chown, cp, lchown, lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { leftOut } from '../lib/left-out.ts'

/** A folder of the harness's own that lives as long as it is used. */
export type Workspace = AsyncDisposable & { readonly folder: string }

/**
 * A fresh copy of a submission (a folder, or a single file) in a new folder `parent`, so that a program finds
 * its own files beside it and nothing that it writes reaches the original or the next trial.
 */
export async function copySubmission(source: string, parent: string): Promise<Workspace> {
  await mkdir(parent)
  const single = (await lstat(source)).isFile()
  await cp(source, single ? join(parent, basename(source)) : parent, {
    recursive: true,
    filter: isPlain,
  })
  return {
    folder: parent,
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true, maxRetries: 3 }),
  }
}

/**
 * Puts a file into such a copy, in the place of what has its name there, and gives it to a user where
 * that is not the harness's own. No program has run in it yet: what one leaves may lead elsewhere.
 */
export async function putFile(
  path: string,
  data: string | Uint8Array,
  user?: number,
): Promise<void> {
  await rm(path, { recursive: true, force: true })
  await writeFile(path, data)
  if (user !== undefined) await lchown(path, user, user)
}

/**
 * Puts files below a folder of such a copy, by their paths. Where a file lies in the place of one of
 * their folders, the folder counts.
 */
export async function putFiles(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const [path, data] of files) {
    await makeFolders(folder, path.split('/').slice(0, -1))
    await putFile(join(folder, path), data)
  }
}

async function makeFolders(folder: string, names: readonly string[]): Promise<void> {
  let place = folder
  for (const name of names) {
    place = join(place, name)
    const status = await lstat(place).catch(() => undefined)
    if (status?.isDirectory()) continue
    await rm(place, { force: true })
    await mkdir(place)
  }
}

/**
 * Takes files out of such a copy that a program is to write itself, by their paths. Where a link leads
 * on the way there is nothing to take: what a build leaves may lead elsewhere.
 */
export async function removeFiles(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const names = path.split('/')
    const ways = names.slice(1).map((_, index) => join(folder, ...names.slice(0, index + 1)))
    if (await areFolders(ways)) await rm(join(folder, path), { recursive: true, force: true })
  }
}

async function areFolders(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const status = await lstat(path).catch(() => undefined)
    if (!status?.isDirectory()) return false
  }
  return true
}

/** How many bytes such a copy holds. */
export async function copiedBytes(source: string): Promise<number> {
  const status = await lstat(source)
  if (!status.isDirectory()) return status.size
  const names = await readdir(source)
  const paths = names.map((name) => join(source, name))
  let total = 0
  for (const path of paths) if (await isPlain(path)) total += await copiedBytes(path)
  return total
}

/** Gives a folder and all that is in it to another user; only root can. */
export async function giveTo(user: number, folder: string): Promise<void> {
  const items = await readdir(folder, { recursive: true, withFileTypes: true })
  await chown(folder, user, user)
  for (const item of items) await lchown(join(item.parentPath, item.name), user, user)
}

/** Links, pipes, sockets and devices are left out, as the search for the entry file does. */
async function isPlain(path: string): Promise<boolean> {
  if (leftOut.has(basename(path))) return false
  const status = await lstat(path)
  return status.isFile() || status.isDirectory()
}
