import { z } from 'zod'
import { Text } from '../assignment/text.ts'
import { Report } from '../judge/report.ts'
import { Evidence } from '../judge/verdict.ts'
import { labKinds } from '../lib/lab-kind.ts'

const Entry = z.strictObject({
  id: z.string(),
  students: z.array(z.string()),
  status: z.enum(['graded', 'not-gradable']),
  /** Why it is not gradable. */
  reason: Text.nullable(),
  score: z.int(),
  maxScore: z.int(),
  undecidedPoints: z.int(),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      verdict: z.enum(['pass', 'fail', 'skipped', 'unjudged']),
      points: z.int(),
      maxPoints: z.int(),
      cause: z.string().nullable(),
      evidence: Evidence.nullable(),
      because: z.string().nullable(),
    }),
  ),
})

/** The batch: what `gradebook.json` holds. */
export const Gradebook = z.strictObject({
  version: z.literal(1),
  harness: z.string(),
  assignment: z.strictObject({ id: z.string(), title: Text, hash: z.string() }),
  /** Where the submissions were, as an absolute path on the machine that graded them. */
  source: z.string(),
  seed: z.int(),
  lab: z.enum(labKinds),
  gradedAt: z.string(),
  /** Whether every submission has its result; false after an interruption. */
  complete: z.boolean(),
  statistics: z.strictObject({
    submissions: z.int(),
    graded: z.int(),
    meanScore: z.number(),
    medianScore: z.number(),
    maxScore: z.int(),
    passedByCheck: z.record(z.string(), z.int()),
    causes: z.record(z.string(), z.int()),
  }),
  submissions: z.array(Entry),
})
export type Gradebook = z.output<typeof Gradebook>

type Head = Omit<Gradebook, 'version' | 'statistics' | 'submissions'>

/** The gradebook of some reports, in the order of their submissions' ids. */
export function makeGradebook(reports: readonly Report[], head: Head): Gradebook {
  const sorted = reports.toSorted((left, right) => (left.id < right.id ? -1 : 1))
  return {
    version: 1,
    ...head,
    statistics: statisticsOf(sorted),
    submissions: sorted.map(entryOf),
  }
}

function entryOf(report: Report): Gradebook['submissions'][number] {
  const { id, students, status, score, maxScore, undecidedPoints } = report
  return {
    id,
    students,
    status,
    reason: report.status === 'not-gradable' ? report.reason : null,
    score,
    maxScore,
    undecidedPoints,
    checks: checksOf(report).map((check) => ({
      id: check.id,
      verdict: check.verdict,
      points: check.points,
      maxPoints: check.maxPoints,
      cause: check.cause,
      evidence: check.evidence,
      because: check.because,
    })),
  }
}

function statisticsOf(reports: readonly Report[]): Gradebook['statistics'] {
  const graded = reports.filter(({ status }) => status === 'graded')
  const scores = graded.map(({ score }) => score).toSorted((left, right) => left - right)
  const checks = graded.flatMap(checksOf)
  return {
    submissions: reports.length,
    graded: graded.length,
    meanScore: rounded(scores.reduce((total, score) => total + score, 0) / (scores.length || 1)),
    medianScore: median(scores),
    maxScore: reports[0]?.maxScore ?? 0,
    passedByCheck: count(
      checks.flatMap(({ id, verdict }) => (verdict === 'pass' ? [id] : [])),
      checks.map(({ id }) => id),
    ),
    causes: count(checks.flatMap(({ cause }) => cause ?? [])),
  }
}

function checksOf(report: Report) {
  return report.status === 'graded' ? report.checks : []
}

function count(words: readonly string[], all: readonly string[] = words): Record<string, number> {
  const counts = Object.fromEntries(all.map((word) => [word, 0]))
  for (const word of words) counts[word]! += 1
  return counts
}

function median(sorted: readonly number[]): number {
  if (sorted.length === 0) return 0
  const upper = sorted[Math.floor(sorted.length / 2)]!
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]!
  return (lower + upper) / 2
}

const cents = 100

function rounded(value: number): number {
  return Math.round(value * cents) / cents
}
