import { cp, lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inside } from './inside.ts'

/**
 * Makes a small `/etc` for programs: what loaders, libraries and runtimes read, the lab's own host
 * names, and one user. Nothing else of the machine's is in it. One folder is bound faster than many
 * files are.
 */
export async function makeEtcFolder(folder: string, user: number): Promise<void> {
  await mkdir(folder)
  const names = (await readdir('/etc')).filter(isNeeded)
  for (const name of names) {
    const options = { recursive: true, verbatimSymlinks: true, filter: isReadable } as const
    await cp(join('/etc', name), join(folder, name), options)
  }
  const account = `student:x:${user}:${user}`
  await writeFile(join(folder, 'passwd'), `${account}::${inside.home}:/bin/sh\n`)
  await writeFile(join(folder, 'group'), `student:x:${user}:\n`)
  await writeFile(join(folder, 'mtab'), '')
}

function isNeeded(name: string): boolean {
  return needed.has(name) || runtimes.test(name)
}

/** What only root may read is no program's business. */
async function isReadable(path: string): Promise<boolean> {
  const status = await lstat(path)
  return status.isSymbolicLink() || (status.mode & readableByAll) !== 0
}

const readableByAll = 0o004

const needed: ReadonlySet<string> = new Set([
  'alternatives',
  'gai.conf',
  'host.conf',
  'hosts',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'mime.types',
  'nsswitch.conf',
  'protocols',
  'services',
])

/** Settings of language runtimes, to which links below `/usr/lib` lead. */
const runtimes = /^(?:java|python|perl|ruby|node|php|lua)[\w.+-]*$/
