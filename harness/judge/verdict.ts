import { z } from 'zod'
import { Exit } from '../transcript/event.ts'
import { Waiting } from '../transcript/waiting.ts'
import { Cause } from './cause.ts'

/**
 * How well a condition is established: `proved` (the kernel's state, or the event itself, was
 * seen), `timed` (a limit passed), `attempted` (it was tried, and could not be seen).
 */
export const Evidence = z.enum(['proved', 'timed', 'attempted'])
export type Evidence = z.output<typeof Evidence>

/** Why nothing could be established; nobody loses a point for these. */
export const UnjudgedReason = z.enum([
  'harness-fault',
  'codec-fault',
  'scenario-changed',
  'no-transcript',
  'interrupted-call',
  'lost-by-kernel',
  'moves-cursor',
  'more-than-kept',
  'overloaded',
  'not-on-this-machine',
  'not-selected',
])
export type UnjudgedReason = z.output<typeof UnjudgedReason>

/** Whether it is for us to mend something, and to try again then. */
export function isOurFault(because: string | null): boolean {
  return because === 'harness-fault' || because === 'codec-fault'
}

/** The facts around a failure that help a student to find the bug. */
export const Circumstances = z.strictObject({
  /** Index of the step that was not met, and how long after the trial's start. */
  step: z.int().optional(),
  seenAtMs: z.number().optional(),
  exit: Exit.optional(),
  /** Where the program's threads were waiting then, those on a connection first. */
  waits: z.array(Waiting).optional(),
  /** The end of what the program wrote on standard error. */
  stderrEnd: z.string().optional(),
  /** The end of what its terminal shows, where it has one. */
  terminalEnd: z.string().optional(),
})
export type Circumstances = z.output<typeof Circumstances>

/**
 * The verdict on one trial or one check, by `kind`: `pass`, `fail` (with a cause), `skipped` (of
 * a check: one that it depends on failed, its points are lost; of a trial: it was not played, and
 * does not count), `unjudged` (the harness could not
 * establish it).
 */
export const Verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pass'), evidence: Evidence }),
  z.strictObject({
    kind: z.literal('fail'),
    cause: Cause,
    evidence: Evidence,
    circumstances: Circumstances,
  }),
  z.strictObject({ kind: z.literal('skipped'), because: z.string() }),
  z.strictObject({
    kind: z.literal('unjudged'),
    because: UnjudgedReason,
    detail: z.string().optional(),
  }),
])
export type Verdict = z.output<typeof Verdict>

/** The verdict on what failed. */
export type Failure = Extract<Verdict, { kind: 'fail' }>
