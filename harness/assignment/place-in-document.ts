import { isNode, isPair, isMap, type Document, type LineCounter } from 'yaml'
import type { Place } from './locate.ts'
import type { Path } from './problem.ts'

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
