import type { LoadedAssignment } from '../assignment/load.ts'
import type { Config } from '../config/schema.ts'
import type { Submission } from '../intake/submission.ts'
import { assembleReport } from '../judge/assemble.ts'
import type { Report } from '../judge/report.ts'
import type { LabLevel } from '../lab/probe.ts'
import { timeOfDay } from '../lib/clock.ts'
import { HarnessError } from '../lib/errors.ts'
import { version } from '../lib/version.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { openPool } from './pool.ts'
import type { FromWorker, Job } from './protocol.ts'
import type { Reserve } from './reserve.ts'
import type { Slots } from './slots.ts'

/** What is graded, with what, and who hears of it. */
export type BatchOptions = {
  readonly loaded: LoadedAssignment
  readonly config: Config
  readonly level: LabLevel
  readonly submissions: readonly Submission[]
  readonly selection: Job['selection']
  readonly slots: Slots
  /** Where workers come from; unless given, they are this batch's alone. */
  readonly reserve?: Reserve | undefined
  readonly signal: AbortSignal
  /** Told what the workers tell while they work. */
  readonly onMessage: (message: FromWorker) => void
  /** Given each submission as soon as it is graded. */
  readonly onGraded: (report: Report, transcripts: readonly Transcript[]) => Promise<void>
}

/** Grades submissions, several at a time, and returns their reports in the order of submissions. */
export async function gradeBatch(options: BatchOptions): Promise<readonly Report[]> {
  const { loaded, config, level, signal, reserve } = options
  const { assignment, hash: assignmentHash, codecs } = loaded
  const setup = { level, config, assignment, assignmentHash, codecs, signal, reserve }
  await using pool = openPool(setup, options.slots)
  return await Promise.all(
    options.submissions.map(async (submission) => {
      const { id, folder, students } = submission
      const job = { id, folder, students: [...students] }
      const answer = await pool
        .run({ kind: 'grade', submission: job, selection: options.selection }, options.onMessage)
        .catch(lost)
      const graded = answer.kind === 'graded' ? answer : undecided(options, submission, answer)
      await options.onGraded(graded.report, graded.transcripts)
      return graded.report
    }),
  )
}

/** A worker that died, twice, on the same submission. */
function lost(error: unknown): FromWorker {
  if (!(error instanceof HarnessError)) throw error
  return { kind: 'failed', message: error.message }
}

/** A submission on which the harness failed is reported with nothing decided; the batch goes on. */
function undecided(options: BatchOptions, submission: Submission, answer: FromWorker): Graded {
  const { assignment, hash } = options.loaded
  const detail = answer.kind === 'failed' ? answer.message : `the worker said ${answer.kind}`
  const verdict = { kind: 'unjudged', because: 'harness-fault', detail } as const
  const results = assignment.checks.map((check) => ({
    check,
    verdict,
    trials: [],
    decisive: undefined,
  }))
  const report = assembleReport(assignment, results, {
    harness: version,
    assignment: { id: assignment.id, title: assignment.title, hash },
    id: submission.id,
    students: [...submission.students],
    filesHash: '',
    seed: options.selection.seed,
    lab: options.level.kind,
    gradedAt: timeOfDay(),
    tookMs: 0,
    entry: '',
    passedOver: [],
    language: '',
  })
  return { report, transcripts: [] }
}

type Graded = { readonly report: Report; readonly transcripts: readonly Transcript[] }
