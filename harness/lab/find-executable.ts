import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a program is on a search path; undefined where it is not, or may not be run. */
export function findExecutable(name: string, path: string): string | undefined {
  const places = name.includes('/')
    ? [name]
    : path.split(delimiter).map((folder) => join(folder, name))
  return places.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
