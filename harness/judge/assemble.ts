import type { Assignment } from '../assignment/schema.ts'
import type { JudgedCheck, JudgedTrial } from './check.ts'
import { explain } from './explain.ts'
import type { CheckReport, FailureReport, GradedReport } from './report.ts'
import type { Verdict } from './verdict.ts'

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
    return reportCheck(result ?? { check, verdict: unselected, trials: [], decisive: undefined })
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

function reportCheck({ check, verdict, trials, decisive }: JudgedCheck): CheckReport {
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
    failure: reportFailure(verdict, decisive),
    trials: trials.filter(({ transcript }) => transcript !== undefined).map(reportTrial),
  }
}

function reportTrial({ scenario, lens, verdict, transcript }: JudgedTrial) {
  return {
    scenario,
    lens,
    verdict: verdict.kind,
    evidence: evidenceOf(verdict),
    cause: verdict.kind === 'fail' ? verdict.cause.kind : null,
    tookMs: transcript?.tookMs ?? 0,
  }
}

function reportFailure(verdict: Verdict, trial: JudgedTrial | undefined): FailureReport | null {
  if (verdict.kind !== 'fail' || !trial) return null
  const { cause, circumstances } = verdict
  const { scenario, lens } = trial
  return { cause, circumstances, scenario, lens, ...explain(cause) }
}

function evidenceOf(verdict: Verdict) {
  return verdict.kind === 'pass' || verdict.kind === 'fail' ? verdict.evidence : null
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
