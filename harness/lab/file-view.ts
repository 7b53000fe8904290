import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { alternatives } from './etc-folder.ts'
import { inside, isWithin, systemFolders } from './inside.ts'

/** The folders of one run on this machine, each of which a program sees elsewhere (`inside`). */
export type RunFolders = {
  readonly submission: string
  readonly built: string
  readonly home: string
  readonly temporary: string
  readonly memory: string
}

/** What a program sees of this machine's files. Everything else is not there. */
export type FileView = {
  readonly folders: RunFolders
  /** Whether what is built may be written: while it is being built. */
  readonly building: boolean
  /** A folder that stands for `/etc`. */
  readonly etc: string
  /** Folders of language runtimes outside the system's own, seen where they are. */
  readonly runtimes: readonly string[]
  /** Single files and folders of the harness, by what they are called inside. */
  readonly extra: readonly Mapping[]
}

/** Something of this machine and where it is seen, read-only unless it says otherwise. */
export type Mapping = { readonly from: string; readonly to: string; readonly writable?: boolean }

/** The arguments with which bubblewrap builds a view (bwrap(1)). */
export function viewArguments(view: FileView): readonly string[] {
  const { folders, building, etc, runtimes, extra } = view
  const mappings: readonly Mapping[] = [
    { from: etc, to: '/etc' },
    ...(takesAlternatives(etc) ? [{ from: alternatives, to: alternatives }] : []),
    { from: folders.submission, to: inside.submission, writable: true },
    { from: folders.built, to: inside.built, writable: building },
    { from: folders.home, to: inside.home, writable: true },
    { from: folders.temporary, to: inside.temporary, writable: true },
    { from: folders.memory, to: inside.memory, writable: true },
    ...runtimes.map((folder) => ({ from: folder, to: folder })),
    ...extra,
  ]
  return [
    ...systemArguments(),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    ...mappings.flatMap(({ from, to, writable = false }) => [
      ...parentArguments(to),
      writable ? '--bind' : '--ro-bind',
      from,
      to,
    ]),
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
  ]
}

/** What stands for `/etc` has an empty folder for them where the machine has any. */
function takesAlternatives(etc: string): boolean {
  return existsSync(join(etc, basename(alternatives)))
}

/** Where `/bin` and the like are links into `/usr`, they are links inside too. */
function systemArguments(): readonly string[] {
  return systemFolders.flatMap((folder) => {
    const status = lstatSync(folder, { throwIfNoEntry: false })
    if (!status) return []
    return status.isSymbolicLink()
      ? ['--symlink', readlinkSync(folder), folder]
      : ['--ro-bind', folder, folder]
  })
}

/** Folders above a mapping are made by us, because bubblewrap makes them for its user alone. */
function parentArguments(path: string): readonly string[] {
  const parent = dirname(path)
  if (parent === '/' || isWithin(parent, ['/dev', '/etc', ...systemFolders])) return []
  return [...parentArguments(parent), '--perms', '0755', '--dir', parent]
}
