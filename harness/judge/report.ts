import { z } from 'zod'
import { Text } from '../assignment/text.ts'
import { Lens } from '../assignment/schema.ts'
import { labKinds } from '../lib/lab-kind.ts'
import { Cause } from './cause.ts'
import { Circumstances, Evidence, UnjudgedReason } from './verdict.ts'

/** One trial's line in a report. */
export const TrialReport = z.strictObject({
  scenario: z.string(),
  lens: Lens,
  verdict: z.enum(['pass', 'fail', 'skipped', 'unjudged']),
  evidence: Evidence.nullable(),
  cause: z.string().nullable(),
  /** Why it was not played or does not count (skipped), or nothing was established (unjudged). */
  because: z.string().nullable(),
  /** How often the scenario was played, and the delivery that failed, as a word. */
  plays: z.int(),
  failing: z.string().nullable(),
  /** Further pieces of payloads, and how many of them were seen to arrive apart. */
  pieces: z.int(),
  piecesApart: z.int(),
  tookMs: z.number(),
})

export type TrialReport = z.output<typeof TrialReport>

/** What a failing check tells: the facts, and the same in words. */
export const FailureReport = z.strictObject({
  cause: Cause,
  circumstances: Circumstances,
  scenario: z.string(),
  lens: Lens,
  /** How the bytes were delivered, as a word of the command line (`cut:1:3`). */
  delivery: z.string(),
  /** Lines of Python that show it with no grader at all; null where that cannot be. */
  snippet: z.array(z.string()).nullable(),
  explanation: Text,
  hint: Text,
})
export type FailureReport = z.output<typeof FailureReport>

/** One check's result. `points` of `maxPoints` were earned; unjudged ones are undecided. */
export const CheckReport = z.strictObject({
  id: z.string(),
  requirement: Text,
  verdict: z.enum(['pass', 'fail', 'skipped', 'unjudged']),
  points: z.int(),
  maxPoints: z.int(),
  evidence: Evidence.nullable(),
  /** The cause's name, when failed. */
  cause: z.string().nullable(),
  /** The check that failed before (skipped), or why nothing was established (unjudged). */
  because: z.union([z.string(), UnjudgedReason]).nullable(),
  /** More about an unjudged check. */
  detail: z.string().nullable(),
  failure: FailureReport.nullable(),
  trials: z.array(TrialReport),
})
export type CheckReport = z.output<typeof CheckReport>

/** What every report says about its circumstances. */
const Head = {
  version: z.literal(1),
  harness: z.string(),
  assignment: z.strictObject({ id: z.string(), title: Text, hash: z.string() }),
  id: z.string(),
  students: z.array(z.string()),
  /** What its files were when it was graded (`intake/fingerprint.ts`); empty where nobody looked. */
  filesHash: z.string(),
  seed: z.int(),
  /** What the machine could do: a private network (`net`), or nothing of the kind (`plain`). */
  lab: z.enum(labKinds),
  score: z.int(),
  maxScore: z.int(),
  undecidedPoints: z.int(),
  gradedAt: z.string(),
  tookMs: z.number(),
}

/** One submission's result: what `report.json` holds. Only names ending in `Ms` or `At` vary. */
export const Report = z.discriminatedUnion('status', [
  z.strictObject({
    ...Head,
    status: z.literal('graded'),
    entry: z.string(),
    /** Other files beside it that could have been the entry, and were not run. */
    passedOver: z.array(z.string()),
    language: z.string(),
    checks: z.array(CheckReport),
  }),
  z.strictObject({ ...Head, status: z.literal('not-gradable'), reason: Text }),
])
export type Report = z.output<typeof Report>

/** The report of a submission that could be graded. */
export type GradedReport = Extract<Report, { status: 'graded' }>
