import type { Leaf, Matcher } from './matcher.ts'
import { formFault } from './pattern.ts'
import type { Path, Problem } from './problem.ts'
import type { Step } from './step.ts'

/** Patterns of a scenario that are refused; paths begin at the number of the step. */
export function formProblems(steps: readonly Step[]): readonly Problem[] {
  return steps.flatMap((step, index) =>
    'expected' in step ? inMatcher(step.expected, [index, 'expected']) : [],
  )
}

function inMatcher(matcher: Matcher, path: Path): readonly Problem[] {
  if (matcher.kind !== 'one-of') return inLeaf(matcher, path)
  return matcher.of.flatMap((parts, index) => {
    const several = parts.length > 1
    return parts.flatMap((part, at) =>
      inLeaf(part, [...path, 'of', index, ...(several ? [at] : [])]),
    )
  })
}

function inLeaf(leaf: Leaf, path: Path): readonly Problem[] {
  const forms =
    leaf.kind === 'matches'
      ? [{ at: ['form'], form: leaf.form }]
      : leaf.kind === 'head'
        ? [
            { at: ['first'], form: leaf.first },
            ...Object.entries(leaf.fields).map(([name, form]) => ({ at: ['fields', name], form })),
          ]
        : []
  return forms.flatMap(({ at, form }) => {
    const text = formFault(form)
    return text ? [{ path: [...path, ...at], text }] : []
  })
}
