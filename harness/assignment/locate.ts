import { callSiteOf, type Position } from './call-site.ts'
import type { Path } from './problem.ts'

/** A place in a file; lines and columns count from 1. */
export type Place = Pick<Position, 'line' | 'column'>

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
