import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import type { Limits } from '../config/limits.ts'
import { codeOf, messageOf } from '../lib/errors.ts'
import type { Text } from '../messages/text.ts'
import * as say from '../messages/usage.ts'

/** The files of a submission, with `/` between folders, and which of them begin with `#!`. */
export type Contents =
  | {
      readonly kind: 'files'
      readonly files: readonly string[]
      readonly shebangs: ReadonlySet<string>
    }
  | { readonly kind: 'unreadable'; readonly reason: Text }

const skipped = new Set(['node_modules', '__pycache__', 'venv', '__MACOSX'])

/** Lists the regular files of a submission; links, pipes, sockets and devices are left out. */
export async function readSubmission(folder: string, limits: Limits): Promise<Contents> {
  return list(folder, limits).catch((error: unknown) => ({
    kind: 'unreadable',
    reason: say.filesUnreadable(codeOf(error) ?? messageOf(error)),
  }))
}

async function list(folder: string, limits: Limits): Promise<Contents> {
  const found: Found = { files: [], entryCount: 0, bytes: 0 }
  const isFile = (await stat(folder)).isFile()
  const root = isFile ? dirname(folder) : folder
  if (isFile) await add(folder, found)
  else await walk(folder, found, limits)
  const reason = tooMuch(found, limits)
  if (reason) return { kind: 'unreadable', reason }
  const shebangs = new Set<string>()
  const files = found.files.map((file) => relative(root, file).split(sep).join('/')).toSorted()
  for (const file of files) if (await isScript(join(root, file))) shebangs.add(file)
  return { kind: 'files', files, shebangs }
}

/** Folders are entries too, so that a tree of empty ones comes to an end. */
type Found = { readonly files: string[]; entryCount: number; bytes: number }

async function walk(folder: string, found: Found, limits: Limits): Promise<void> {
  for (const item of await readdir(folder, { withFileTypes: true })) {
    if (item.name.startsWith('.') || skipped.has(item.name)) continue
    if (tooMuch(found, limits)) return
    const path = join(folder, item.name)
    if (item.isFile()) await add(path, found)
    if (!item.isDirectory()) continue
    found.entryCount += 1
    await walk(path, found, limits)
  }
}

async function add(file: string, found: Found): Promise<void> {
  found.files.push(file)
  found.entryCount += 1
  found.bytes += (await stat(file)).size
}

function tooMuch({ entryCount, bytes }: Found, limits: Limits): Text | undefined {
  const { submissionFilesMax, submissionBytesMax } = limits
  if (entryCount > submissionFilesMax) return say.tooManyFiles(submissionFilesMax)
  return bytes > submissionBytesMax ? say.tooManyBytes(submissionBytesMax) : undefined
}

async function isScript(path: string): Promise<boolean> {
  if (extname(basename(path)) !== '') return false
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1') === '#!'
  } finally {
    await file.close()
  }
}
