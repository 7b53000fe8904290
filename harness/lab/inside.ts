/** Where a program finds things in a world of its own; the same for every program. */
export const inside = {
  /** The copy of its submission. */
  submission: '/submission',
  /** What its build made. */
  built: '/built',
  home: '/home/student',
  temporary: '/tmp',
  memory: '/dev/shm',
  /** What the harness puts there: its own Node, for TypeScript; the library for short reads and writes. */
  node: '/opt/enchufe/node',
  shortIo: '/opt/enchufe/short-io.so',
  marks: '/opt/enchufe/marks',
} as const

/** The machine's folders that hold its programs and libraries; in a world of one's own, read-only. */
export const systemFolders = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
] as const

/** Whether a path lies in one of these folders, or is one. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
}
