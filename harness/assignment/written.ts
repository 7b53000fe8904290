import { tooManySteps } from '../messages/structures.ts'
import { countSteps, expand } from './expand.ts'
import type { Path, Problem } from './problem.ts'
import { structureProblems } from './structure-references.ts'
import { stepsMax, type WrittenStep } from './structure.ts'

/** A scenario as it was written, and where in the assignment. */
type WrittenScenario = { readonly path: Path; readonly steps: readonly WrittenStep[] }

/**
 * What is wrong in the structures of an assignment that fits its schema, as it was written. Those
 * that would be too many steps are found first, because all others are found by making them.
 */
export function writtenProblems(value: unknown): readonly Problem[] {
  const scenarios = scenariosOf(value)
  const long = scenarios.flatMap(({ path, steps }): readonly Problem[] => {
    const count = countSteps(steps)
    return count > stepsMax ? [{ path, text: tooManySteps(count, stepsMax) }] : []
  })
  return long.length > 0
    ? long
    : scenarios.flatMap(({ path, steps }) => structureProblems(steps, path))
}

/** Where a problem of a played step was written: the path of its step among the written ones. */
export function asWritten(value: unknown, { path, text }: Problem): Problem {
  const found = scenariosOf(value).find((scenario) =>
    scenario.path.every((key, index) => path[index] === key),
  )
  const number = found && path[found.path.length]
  const place = typeof number === 'number' ? expand(found!.steps)[number]?.path : undefined
  if (!found || !place) return { path, text }
  return { path: [...found.path, ...place, ...path.slice(found.path.length + 1)], text }
}

/** The scenarios of a value that fits the schema; the only one of a check is called `main`. */
function scenariosOf(value: unknown): readonly WrittenScenario[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has let it through
  const { checks } = value as { readonly checks: readonly WrittenCheck[] }
  return checks.flatMap(({ scenario, scenarios = scenario ? { main: scenario } : {} }, index) =>
    Object.entries(scenarios).map(([name, steps]) => ({
      path: ['checks', index, 'scenarios', name],
      steps,
    })),
  )
}

type WrittenCheck = {
  readonly scenario?: readonly WrittenStep[]
  readonly scenarios?: Readonly<Record<string, readonly WrittenStep[]>>
}
