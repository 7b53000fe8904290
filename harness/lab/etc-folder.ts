import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  type Stats,
} from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inside } from './inside.ts'

/**
 * Makes a small `/etc` for programs: what loaders, libraries and runtimes read, the lab's own host
 * names, and one user. Nothing else of the machine's is in it. One folder is bound faster than many
 * files are.
 */
export async function makeEtcFolder(folder: string, user: number): Promise<void> {
  await mkdir(folder)
  const names = (await readdir('/etc')).filter(isNeeded)
  for (const name of names) copy(join('/etc', name), join(folder, name))
  if (existsSync(alternatives)) await mkdir(join(folder, basename(alternatives)))
  const account = `student:x:${user}:${user}`
  await writeFile(join(folder, 'passwd'), `${account}::${inside.home}:/bin/sh\n`)
  await writeFile(join(folder, 'group'), `student:x:${user}:\n`)
  await writeFile(join(folder, 'mtab'), '')
}

function isNeeded(name: string): boolean {
  return needed.has(name) || runtimes.test(name)
}

/**
 * Hundreds of links (update-alternatives(1)), and nothing else: what stands for `/etc` has an empty
 * folder, over which that of the machine is bound. A link costs up to a millisecond where many files
 * were deleted a moment ago (recently_deleted() in Linux, fs/ext4/ialloc.c).
 */
export const alternatives = '/etc/alternatives'

/** Copies a file, a folder or a link as it is; fs.cp() asks four times what each is. */
function copy(from: string, to: string): void {
  const status = lstatSync(from)
  if (status.isSymbolicLink()) symlinkSync(readlinkSync(from), to)
  else if (!isReadable(status)) return
  else if (status.isFile()) copyFileSync(from, to)
  else if (status.isDirectory()) {
    mkdirSync(to)
    for (const name of readdirSync(from)) copy(join(from, name), join(to, name))
  }
}

/** What only root may read is no program's business. */
function isReadable({ mode }: Stats): boolean {
  return (mode & readableByAll) !== 0
}

const readableByAll = 0o004

const needed: ReadonlySet<string> = new Set([
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
