import { fillIn } from './fill-in.ts'
import type { Path } from './problem.ts'
import type { Step } from './step.ts'
import type { WrittenStep } from './structure.ts'

/** A plain step, and where in the written ones it comes from. */
export type Expanded = { readonly step: Step; readonly path: Path }

/** The plain steps for which written ones stand, in the order in which they are played. */
export function expand(written: readonly WrittenStep[], path: Path = []): readonly Expanded[] {
  return written.flatMap((one, index) => expandOne(one, [...path, index]))
}

function expandOne(written: WrittenStep, path: Path): readonly Expanded[] {
  if (!('steps' in written)) return [{ step: written, path }]
  if (written.kind === 'together') {
    const inside = expand(written.steps, [...path, 'steps'])
    return [{ step: { kind: 'freeze' }, path }, ...inside, { step: { kind: 'thaw' }, path }]
  }
  const values = valuesOf(written)
  const order = written.kind === 'repeat' ? values : values.toReversed()
  return order.flatMap((value) => round(written, value, path))
}

type Repeated = Extract<WrittenStep, { readonly kind: 'repeat' | 'inReverse' }>

/** What each round is called: by its number, or by its text. */
function valuesOf({ times = 0, each }: Repeated): readonly string[] {
  return each ?? Array.from({ length: times }, (_, index) => String(index + 1))
}

function round({ as, steps }: Repeated, value: string, path: Path): readonly Expanded[] {
  const inside = expand(steps, [...path, 'steps'])
  if (as === undefined) return inside
  return inside.map(({ step, path: place }) => ({
    step: fillIn(step, { [as]: value }),
    path: place,
  }))
}

/** How many plain steps they are, counted without making them. */
export function countSteps(written: readonly WrittenStep[]): number {
  return written.reduce((sum, one) => {
    if (!('steps' in one)) return sum + 1
    const inside = countSteps(one.steps)
    return sum + (one.kind === 'together' ? inside + 2 : inside * valuesOf(one).length)
  }, 0)
}
