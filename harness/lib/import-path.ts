import { dirname, relative, sep } from 'node:path'

/** How one file imports another: with `/`, and with a dot at its beginning. */
export function importPath(file: string, other: string): string {
  const way = relative(dirname(file), other).replaceAll(sep, '/')
  return way.startsWith('.') ? way : `./${way}`
}
