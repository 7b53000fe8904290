import { version } from '../lib/version.ts'
import { timeOfDay, nowMs } from '../lib/clock.ts'
import { assembleReport } from '../judge/assemble.ts'
import { judgeCheck, type JudgedCheck } from '../judge/check.ts'
import type { Report } from '../judge/report.ts'
import type { Script } from '../judge/script.ts'
import { judgeTrial } from '../judge/trial.ts'
import { blockedBy, skipCheck } from '../judge/submission.ts'
import { orderChecks, planTrials, type Selection, type Trial } from '../plan/trials.ts'
import type { Check } from '../assignment/schema.ts'
import { writtenPaths } from '../assignment/written-paths.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { openCompany, type Cast, type Company } from './cast.ts'
import { prepare } from './prepare.ts'
import type { Site } from './site.ts'
import { runDelivery, runTrial, unplayedTrial } from './trial.ts'
import { fingerprintOf } from '../intake/fingerprint.ts'
import type { Submission } from '../intake/submission.ts'

/** A graded submission: its report, and every trial's transcript, enough to judge again. */
export type Graded = { readonly report: Report; readonly transcripts: readonly Transcript[] }

/** Told before each check is run. */
export type OnCheck = (check: string, position: number, count: number) => void

/** Grades one submission: prepares it, runs every trial of every check, judges, reports. */
export async function gradeSubmission(
  site: Site,
  submission: Submission,
  { selection, onCheck }: { readonly selection: Selection; readonly onCheck: OnCheck },
): Promise<Graded> {
  const startMs = nowMs()
  const filesHash = await fingerprintOf(submission.folder, site.config.limits)
  const head = { ...headOf(site, submission, selection), filesHash }
  const prepared = await prepare(site, {
    ...site.assignment,
    submission: submission.folder,
    written: writtenPaths(site.assignment),
  })
  await using company = openCompany(site, prepared, submission.folder)
  if (prepared.kind === 'not-gradable' && !(await hasOther(company, site.assignment))) {
    const maxScore = site.assignment.checks.reduce((total, { points }) => total + points, 0)
    const nothing = { score: 0, maxScore, undecidedPoints: 0, tookMs: nowMs() - startMs }
    const { reason } = prepared
    return {
      report: { version: 1, status: 'not-gradable', ...head, ...nothing, reason },
      transcripts: [],
    }
  }
  const results = await runChecks(site, company, { selection, onCheck })
  const { entry, language, passedOver } =
    prepared.kind === 'not-gradable' ? { entry: '', language: '', passedOver: [] } : prepared.built
  const tookMs = nowMs() - startMs
  return {
    report: assembleReport(site.assignment, results, {
      ...head,
      entry,
      passedOver: [...passedOver],
      language,
      tookMs,
    }),
    transcripts: results.flatMap(({ trials }) => trials.flatMap((one) => one.transcript ?? [])),
  }
}

/** Whether another program of the submission is there, for which there may be points without this one. */
async function hasOther(company: Company, { checks }: Site['assignment']): Promise<boolean> {
  for (const check of checks) {
    if (check.program === undefined) continue
    if ((await company.castOf(check)).kind === 'complete') return true
  }
  return false
}

function headOf(site: Site, submission: Submission, selection: Selection) {
  const { id, title } = site.assignment
  return {
    harness: version,
    assignment: { id, title, hash: site.assignmentHash },
    id: submission.id,
    students: [...submission.students],
    seed: selection.seed,
    lab: site.lab,
    gradedAt: timeOfDay(),
  }
}

async function runChecks(
  site: Site,
  company: Company,
  { selection, onCheck }: { readonly selection: Selection; readonly onCheck: OnCheck },
): Promise<readonly JudgedCheck[]> {
  const results: JudgedCheck[] = []
  const checks = orderChecks(site.assignment, selection)
  for (const [index, check] of checks.entries()) {
    onCheck(check.id, index + 1, checks.length)
    const because = blockedBy(check, results)
    const isLast = index + 1 === checks.length
    results.push(
      because === undefined
        ? await runCheck(site, await company.castOf(check), { check, selection, isLast })
        : skipCheck(check, because),
    )
  }
  return results
}

type CheckRun = {
  readonly check: Check
  readonly selection: Selection
  /** Whether no other check follows. */
  readonly isLast: boolean
}

async function runCheck(
  site: Site,
  cast: Cast,
  { check, selection, isLast }: CheckRun,
): Promise<JudgedCheck> {
  const transcripts: Transcript[] = []
  const trials = planTrials(check, selection)
  const { framing } = site.assignment
  for (const [index, trial] of trials.entries()) {
    if (isLast && index + 1 === trials.length) lastRun(cast)
    const script = { steps: trial.steps, framing }
    if (!selection.replay && failsWhole(trial, script, transcripts)) continue
    transcripts.push(await runOne(site, cast, { trial, selection }))
  }
  const scenarios = selection.replay
    ? { [selection.replay.scenario]: check.scenarios[selection.replay.scenario]! }
    : check.scenarios
  const lenses = [...new Set(trials.map(({ lens }) => lens))]
  return judgeCheck({ ...check, scenarios }, transcripts, { framing, lenses })
}

function lastRun(cast: Cast): void {
  if (cast.kind === 'complete') cast.built.rooms.last()
}

async function runOne(
  site: Site,
  cast: Cast,
  { trial, selection }: { readonly trial: Trial; readonly selection: Selection },
): Promise<Transcript> {
  const { replay } = selection
  if (cast.kind === 'incomplete') return unplayedTrial(trial, cast.happening)
  return replay && trial.lens !== 'whole'
    ? runDelivery(site, cast.built, { trial, delivery: replay.delivery })
    : runTrial(site, cast.built, trial)
}

/** What fails in one piece is not played in other ways: it could only fail again. */
function failsWhole({ scenario }: Trial, script: Script, played: readonly Transcript[]): boolean {
  const whole = played.find((one) => one.scenario === scenario)
  return whole !== undefined && judgeTrial(script, whole).verdict.kind === 'fail'
}
