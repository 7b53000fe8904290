import type { Assignment, Check, OtherProgram, ProgramRule } from './schema.ts'

/** Another program of the submission. */
export type OwnOther = Extract<OtherProgram, { readonly from: 'submission' }>

/** The rule of another program of the submission: the same as one of any program. */
export function ruleOf(other: OwnOther): ProgramRule {
  const { from: _, ...rule } = other
  return rule
}

/** What is judged in a check: the assignment's own program unless the check names another one. */
export function programOf(
  { program, others = {} }: Pick<Assignment, 'program' | 'others'>,
  check: Pick<Check, 'program'>,
): ProgramRule {
  const other = check.program === undefined ? undefined : others[check.program]
  return other?.from === 'submission' ? ruleOf(other) : program
}

/** All programs that a submission has to have, the assignment's own first. */
export function ownPrograms({
  program,
  others = {},
}: Pick<Assignment, 'program' | 'others'>): readonly ProgramRule[] {
  const more = Object.values(others).flatMap((other) =>
    other.from === 'submission' ? [ruleOf(other)] : [],
  )
  return [program, ...more]
}
