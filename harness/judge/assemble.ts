import { sideOf } from '../assignment/transport.ts'
import { familyOf } from '../assignment/network.ts'
import { programOf } from '../assignment/program-of.ts'
import type { Assignment } from '../assignment/schema.ts'
import type { Cause } from './cause.ts'
import type { JudgedCheck } from './check.ts'
import type { JudgedTrial } from './trial.ts'
import { deliveryWord } from '../transcript/delivery.ts'
import { eventsOf } from '../transcript/views.ts'
import { explain } from './explain.ts'
import type { CheckReport, FailureReport, GradedReport, TrialReport } from './report.ts'
import { snippet } from './snippet.ts'
import type { Difference } from './snippet-show.ts'
import type { Failure, Verdict } from './verdict.ts'

/** What a report says besides its checks and their sums. */
export type ReportHead = Omit<
  GradedReport,
  'version' | 'status' | 'checks' | 'score' | 'maxScore' | 'undecidedPoints'
>

/**
 * One submission's report. The denominator comes from the assignment, never from what ran: a check
 * without a result is undecided.
 */
export function assembleReport(
  assignment: Assignment,
  results: readonly JudgedCheck[],
  head: ReportHead,
): GradedReport {
  const checks = assignment.checks.map((check) => {
    const result = results.find((one) => one.check.id === check.id)
    const judged = result ?? { check, verdict: unselected, trials: [], decisive: undefined }
    return reportCheck(assignment, judged)
  })
  const undecided = checks.filter(({ verdict }) => verdict === 'unjudged')
  return {
    version: 1,
    status: 'graded',
    ...head,
    score: sum(checks.map(({ points }) => points)),
    maxScore: sum(checks.map(({ maxPoints }) => maxPoints)),
    undecidedPoints: sum(undecided.map(({ maxPoints }) => maxPoints)),
    checks,
  }
}

const unselected: Verdict = { kind: 'unjudged', because: 'not-selected' }

function reportCheck(
  assignment: Assignment,
  { check, verdict, trials, decisive }: JudgedCheck,
): CheckReport {
  const program = programOf(assignment, check)
  return {
    id: check.id,
    requirement: check.requirement,
    verdict: verdict.kind,
    points: verdict.kind === 'pass' ? check.points : 0,
    maxPoints: check.points,
    evidence: evidenceOf(verdict),
    cause: verdict.kind === 'fail' ? verdict.cause.kind : null,
    because: verdict.kind === 'skipped' || verdict.kind === 'unjudged' ? verdict.because : null,
    detail: verdict.kind === 'unjudged' ? (verdict.detail ?? null) : null,
    failure: reportFailure({ ...assignment, program }, verdict, decisive),
    trials: trials.map(reportTrial),
  }
}

function reportTrial({ scenario, lens, verdict, failures, transcript }: JudgedTrial): TrialReport {
  const plays = transcript?.plays ?? []
  const sent = plays.flatMap(({ events }) => eventsOf(events, 'sent'))
  const further = sent.filter((piece) => piece.further)
  return {
    scenario,
    lens,
    verdict: verdict.kind,
    evidence: evidenceOf(verdict),
    cause: verdict.kind === 'fail' ? verdict.cause.kind : null,
    because: verdict.kind === 'skipped' || verdict.kind === 'unjudged' ? verdict.because : null,
    plays: plays.length,
    failing: failures[0] ? deliveryWord(failures[0].delivery) : null,
    pieces: further.length,
    piecesApart: further.filter(({ apart }) => apart === 'proved').length,
    tookMs: transcript?.tookMs ?? 0,
  }
}

function reportFailure(
  assignment: Assignment,
  verdict: Verdict,
  trial: JudgedTrial | undefined,
): FailureReport | null {
  const first = trial?.failures[0]
  if (verdict.kind !== 'fail' || !trial?.transcript || !first) return null
  const { cause, circumstances } = verdict
  const { scenario, lens } = trial
  const { steps, seed } = trial.transcript
  const { delivery } = first
  const { role, port } = assignment.program
  const scene = { role: sideOf(role), port, family: familyOf(assignment), steps, delivery, seed }
  const difference = differenceIn(first.verdict)
  const lines = isBeforeScenario(cause) ? undefined : snippet({ ...scene, difference })
  return {
    cause,
    circumstances,
    scenario,
    lens,
    delivery: deliveryWord(delivery),
    snippet: lines ? [...lines] : null,
    ...explain(cause),
  }
}

/** Where what came begins to be wrong, also where that turned out to be the sign of something else. */
function differenceIn({ cause, circumstances }: Failure): Difference | undefined {
  const { step } = circumstances
  const isOfPeer = 'peer' in cause && 'offset' in cause
  return isOfPeer && step !== undefined ? { step, offset: cause.offset } : undefined
}

/** A program that did not get so far is shown by starting it. */
function isBeforeScenario({ kind }: Cause): boolean {
  return beforeScenario.has(kind)
}

const beforeScenario: ReadonlySet<Cause['kind']> = new Set([
  'did-not-build',
  'did-not-start',
  'listens-elsewhere',
  'no-such-program',
])

function evidenceOf(verdict: Verdict) {
  return verdict.kind === 'pass' || verdict.kind === 'fail' ? verdict.evidence : null
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
