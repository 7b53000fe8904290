import { isNode, isPair, isMap, type Document, type LineCounter } from 'yaml'
import { callSiteOf, type Position } from './call-site.ts'
import type { Path } from './problem.ts'

/** A place in a file; lines and columns count from 1. */
export type Place = Pick<Position, 'line' | 'column'>

/**
 * Where a path of a YAML or JSON document is written. An unknown key is shown at the key itself, a
 * missing one at what should have it.
 */
export function placeInDocument(
  document: Document.Parsed,
  lines: LineCounter,
  path: Path,
): Place | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = offsetOf(document, asWritten(document, path.slice(0, length)))
    if (offset === undefined) continue
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  return undefined
}

/** A check's only scenario is called `main` once it is read, and is written as `scenario`. */
function asWritten(document: Document.Parsed, path: Path): Path {
  if (document.hasIn(path)) return path
  const at = path.indexOf('scenarios')
  return at < 0 ? path : [...path.slice(0, at), 'scenario', ...path.slice(at + 2)]
}

function offsetOf(document: Document.Parsed, path: Path): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isNode(item.key) && String(item.key) === String(path.at(-1)),
    )
    if (pair && isNode(pair.key)) return pair.key.range?.[0]
  }
  const node = document.getIn(path, true)
  return isNode(node) ? node.range?.[0] : undefined
}

/**
 * Where a path of an assignment that was written in TypeScript is: at the call of the builder that
 * made the innermost part of it.
 */
export function placeInCode(root: unknown, path: Path): Position | undefined {
  let value = root
  let place = callSiteOf(root)
  for (const key of path) {
    const steps = key === 'scenarios' && !has(value, key) ? ['scenario'] : [key]
    if (key === 'main' && Array.isArray(value)) continue
    for (const step of steps) value = has(value, step) ? Reflect.get(value, step) : undefined
    place = callSiteOf(value) ?? place
  }
  return place
}

function has(value: unknown, key: string | number): value is object {
  return typeof value === 'object' && value !== null && key in value
}
