import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file so that it is there whole or not at all: under a temporary name in the same folder,
 * then renamed (rename(2) is atomic).
 */
export async function writeAtomically(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, content, { flush: true })
  await rename(temporary, path)
}
