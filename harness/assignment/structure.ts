import { z } from 'zod'
import { Step, type StepInput } from './step.ts'

/** More steps than any scenario has, counted as they are played. */
export const stepsMax = 1000

/** How often, or for each of which names; `as` is what stands in braces for a round's value. */
type Rounds = {
  readonly times?: number | undefined
  readonly each?: readonly string[] | undefined
  readonly as?: string | undefined
}

type Repeating = Rounds & { readonly kind: 'repeat' | 'inReverse' }
type Together = { readonly kind: 'together' }

/** A step as an assignment writes it: one that is played, or several in a structure. */
export type WrittenStep =
  | Step
  | ((Repeating | Together) & { readonly steps: readonly WrittenStep[] })
/** The same before its defaults are filled in. */
export type WrittenStepInput =
  | StepInput
  | ((Repeating | Together) & { readonly steps: readonly WrittenStepInput[] })

const steps = z.lazy((): z.ZodType<readonly WrittenStep[], readonly WrittenStepInput[]> =>
  z.array(WrittenStep).min(1).max(stepsMax),
)

const rounds = {
  times: z.int().min(1).max(stepsMax).optional(),
  each: z.array(z.string()).min(1).max(stepsMax).readonly().optional(),
  as: z
    .string()
    .regex(/^\p{L}+$/u, 'should be a name of letters')
    .optional(),
  steps,
}

/** One way to say how often, and none without a name for the rounds that differ. */
const hasRounds = ({ times, each, as }: Rounds) =>
  (times === undefined) !== (each === undefined) && (each === undefined || as !== undefined)
const roundsRule = 'should have either "times", or "each" with "as"'

/**
 * Steps in a structure, by its `kind`. They become plain steps when the assignment is loaded:
 * nothing after that knows of structures.
 * - `repeat`: the steps `times` times, or once for `each` of some texts; what `as` names stands in
 *   braces for the number of the round (from 1) or its text, in any text of the steps;
 * - `inReverse`: the same from the last round to the first;
 * - `together`: moves of peers that the program sees all at once, because it is stopped meanwhile.
 */
export const WrittenStep = z.discriminatedUnion('kind', [
  ...Step.options,
  z.strictObject({ kind: z.literal('repeat'), ...rounds }).refine(hasRounds, roundsRule),
  z.strictObject({ kind: z.literal('inReverse'), ...rounds }).refine(hasRounds, roundsRule),
  z.strictObject({ kind: z.literal('together'), steps }),
])
