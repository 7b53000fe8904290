import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/other-references.ts'
import type { Text } from '../messages/text.ts'
import type { Path, Problem } from './problem.ts'
import { programOf } from './program-of.ts'
import type { Assignment, Check, OtherProgram } from './schema.ts'
import { isStepOfOther, runOf, type Step, type StepOfOther } from './step.ts'
import { sideOf, transportOf } from './transport.ts'

/** The parts of an assignment on which its other programs depend. */
type Programs = Pick<Assignment, 'program' | 'others'>

/** What is wrong with the other programs of an assignment, apart from their port rules. */
export function otherProblems({ program, others = {} }: Programs): readonly Problem[] {
  return Object.entries(others).flatMap(([name, other]): readonly Problem[] => {
    if (other.from === 'reference') return []
    const transport = transportOf(program.role)
    if (transportOf(other.role) !== transport) {
      return [{ path: ['others', name, 'role'], text: say.otherProtocol(transport) }]
    }
    const [own, its] = [program.port, other.port]
    if (own.given !== 'fixed' || its.given !== 'fixed' || own.port === its.port) return []
    return [{ path: ['others', name, 'port', 'port'], text: say.otherPort(its.port, own.port) }]
  })
}

/** A check of a program that is not there, or is none of the submission. */
export function judgedProblems(
  { others = {} }: Programs,
  { program: name }: Check,
  index: number,
): readonly Problem[] {
  if (name === undefined) return []
  const path: Path = ['checks', index, 'program']
  const names = Object.keys(others).filter((one) => others[one]!.from === 'submission')
  if (names.includes(name)) return []
  const text =
    name in others
      ? say.notOfTheSubmission(name)
      : say.noSuchOther(name, didYouMean(name, names), names)
  return [{ path, text }]
}

/** Steps of other programs that cannot be played; paths begin at the number of the step. */
export function otherStepProblems(
  assignment: Programs,
  check: Pick<Check, 'program'>,
  steps: readonly Step[],
): readonly Problem[] {
  const side = sideOf(programOf(assignment, check).role)
  const runs = new Set<string>()
  return steps.flatMap((step, index): readonly Problem[] => {
    const before = steps.slice(0, index)
    const found = isStepOfOther(step)
      ? stepProblem(assignment, step, { runs, side, before })
      : besideOthers(step, side, before)
    if (step.kind === 'startOther') runs.add(runOf(step))
    return found ? [{ path: [index, found.key], text: found.text }] : []
  })
}

type Found = { readonly key: string; readonly text: Text }

type At = {
  readonly runs: ReadonlySet<string>
  readonly side: 'server' | 'client'
  readonly before: readonly Step[]
}

function stepProblem(assignment: Programs, step: StepOfOther, at: At): Found | undefined {
  return step.kind === 'startOther' ? startProblem(assignment, step, at) : unknownRun(step, at.runs)
}

/** A step that cannot follow the start of another program. */
function besideOthers(
  { kind }: Step,
  side: At['side'],
  before: readonly Step[],
): Found | undefined {
  if (!before.some((earlier) => earlier.kind === 'startOther')) return undefined
  if (kind === 'expectNoLeak') return { key: 'kind', text: say.leakOfOthers }
  return side === 'client' && isServer.has(kind) ? { key: 'kind', text: say.twoServers } : undefined
}

function startProblem(
  { others = {} }: Programs,
  step: Extract<StepOfOther, { kind: 'startOther' }>,
  { runs, side, before }: At,
): Found | undefined {
  const other = others[step.program]
  if (!other) {
    const names = Object.keys(others)
    const near = didYouMean(step.program, names)
    return { key: 'program', text: say.noSuchOther(step.program, near, names) }
  }
  if (isOnSide(other, side)) return { key: 'program', text: say.sameSide(step.program, side) }
  if (runs.has(runOf(step))) {
    const key = step.as === undefined ? 'program' : 'as'
    return { key, text: say.runsAlready(runOf(step)) }
  }
  if (side === 'server') return undefined
  if (before.some(({ kind }) => isServer.has(kind))) return { key: 'kind', text: say.twoServers }
  return before.length > 0 ? { key: 'kind', text: say.afterTheClient } : undefined
}

/** Of a reference the side is known when it is prepared. */
function isOnSide(other: OtherProgram, side: At['side']): boolean {
  return other.from === 'submission' && sideOf(other.role) === side
}

/** What is where the client program will connect. */
const isServer: ReadonlySet<Step['kind']> = new Set(['listen', 'refuse', 'open', 'startOther'])

function unknownRun(
  { other }: Exclude<StepOfOther, { kind: 'startOther' }>,
  runs: ReadonlySet<string>,
): Found | undefined {
  if (runs.has(other)) return undefined
  return { key: 'other', text: say.notStarted(other, didYouMean(other, [...runs])) }
}
