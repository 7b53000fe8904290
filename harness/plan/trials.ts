import type { Assignment, Check, Lens } from '../assignment/schema.ts'
import type { Step } from '../assignment/step.ts'
import type { Delivery } from '../transcript/delivery.ts'

/** One run of one scenario of one check under one lens. */
export type Trial = {
  readonly check: string
  readonly scenario: string
  readonly lens: Lens
  readonly seed: number
  readonly steps: readonly Step[]
  /** Whether closed connections stay in TIME_WAIT meanwhile. */
  readonly timeWait: Check['timeWait']
}

/** What is to be run of an assignment. */
export type Selection = {
  readonly seed: number
  /** Only these checks, and those that they depend on; all of them when undefined. */
  readonly only?: readonly string[] | undefined
  /** Only these lenses, `whole` included always; all of them when undefined. */
  readonly lenses?: readonly Lens[] | undefined
  /** One play of one check, to see it again; nothing else but the same scenario whole. */
  readonly replay?: Replay | undefined
}

/** Which play is wanted. */
export type Replay = {
  readonly check: string
  readonly scenario: string
  readonly delivery: Delivery
}

/** The trials of one check, in the order in which they are run. */
export function planTrials(check: Check, selection: Selection): readonly Trial[] {
  const { replay, seed } = selection
  const { timeWait } = check
  if (replay) {
    const { scenario } = replay
    const steps = check.scenarios[scenario]!
    const lenses = [...new Set<Lens>(['whole', lensOf(replay.delivery)])]
    return lenses.map((lens) => ({ check: check.id, scenario, lens, seed, steps, timeWait }))
  }
  const lenses = check.lenses.filter(
    (lens) => lens === 'whole' || (selection.lenses?.includes(lens) ?? true),
  )
  return Object.entries(check.scenarios).flatMap(([scenario, steps]) =>
    lenses.map((lens) => ({ check: check.id, scenario, lens, seed, steps, timeWait })),
  )
}

/** The lens that such a delivery belongs to. */
function lensOf({ kind }: Delivery): Lens {
  if (kind === 'cut') return 'cuts'
  return kind === 'pieces' ? 'random' : kind
}

/** The checks to run, each after those that it depends on, otherwise in the assignment's order. */
export function orderChecks(assignment: Assignment, selection: Selection): readonly Check[] {
  const { replay } = selection
  if (replay) return assignment.checks.filter(({ id }) => id === replay.check)
  const byId = new Map(assignment.checks.map((check) => [check.id, check]))
  const ordered = new Set<Check>()
  const visit = (check: Check) => {
    if (ordered.has(check)) return
    for (const id of check.after) visit(byId.get(id)!)
    ordered.add(check)
  }
  const wanted = selection.only ?? assignment.checks.map(({ id }) => id)
  for (const check of assignment.checks) if (wanted.includes(check.id)) visit(check)
  return [...ordered]
}
