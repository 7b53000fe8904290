import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

/**
 * The files that make up a compiled program: its entry, and the others of the language beside it
 * that define no `main`. A folder with a server and a client of its own thus builds both.
 */
export function listSources(entry: string, extensions: readonly string[]): readonly string[] {
  const folder = dirname(entry)
  const others = readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isFile() && extensions.includes(extname(item.name)))
    .map((item) => join(folder, item.name))
    .filter((file) => file !== entry && !definesMain(file))
  return [entry, ...others.toSorted()]
}

function definesMain(file: string): boolean {
  return /\bmain\s*\(/.test(readFileSync(file, 'utf8'))
}
