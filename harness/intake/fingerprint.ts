import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Limits } from '../config/limits.ts'
import { codeOf, messageOf } from '../lib/errors.ts'
import { leftOut } from '../lib/left-out.ts'

/**
 * What tells whether a submission's files are still those that were graded: SHA-256, as hexadecimal
 * digits, of the names, sizes and bytes of all that is copied. What is too much to be graded counts
 * by names and sizes only. A file that cannot be read counts as such.
 */
export async function fingerprintOf(submission: string, limits: Limits): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  let count = 0
  const addFile = async (path: string, name: string): Promise<void> => {
    const { size } = await lstat(path)
    bytes += size
    hash.update(JSON.stringify([name, size]))
    if (bytes > limits.submissionBytesMax) return
    await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) hash.update(chunk)
    })
  }
  const addFolder = async (folder: string, name: string): Promise<void> => {
    const items = await readdir(folder, { withFileTypes: true })
    for (const item of items.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      if (leftOut.has(item.name)) continue
      count += 1
      if (count > limits.submissionFilesMax) return
      await add(join(folder, item.name), `${name}/${item.name}`)
    }
  }
  const add = async (path: string, name: string): Promise<void> => {
    const status = await lstat(path)
    if (status.isFile()) await addFile(path, name)
    else if (status.isDirectory()) await addFolder(path, name)
  }
  try {
    await add(submission, '')
  } catch (error) {
    hash.update(`unreadable: ${codeOf(error) ?? messageOf(error)}`)
  }
  return hash.digest('hex')
}
