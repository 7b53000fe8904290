import { expect, test } from 'vitest'
import { Assignment } from '../assignment/schema.ts'
import { Transcript } from '../transcript/transcript.ts'
import { assembleReport } from './assemble.ts'
import { Report } from './report.ts'
import { judgeSubmission } from './submission.ts'

const requirement = { en: 'It MUST work.', es: 'DEBE funcionar.' }
const scenario = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'expect', peer: 'ana', expected: 'hola' },
]
const assignment = Assignment.parse({
  id: 'sample',
  title: { en: 'Sample', es: 'Ejemplo' },
  program: { role: 'server', entry: ['server'], port: { given: 'fixed', port: 9000 } },
  framing: { kind: 'lines' },
  checks: ['passes', 'fails', 'follows', 'missing', 'faulty'].map((id, index) => ({
    id,
    points: index + 1,
    requirement,
    scenario,
    after: id === 'follows' ? ['fails'] : [],
  })),
})

function transcript(check: string, received: string): Transcript {
  return Transcript.parse({
    version: 1,
    check,
    scenario: 'main',
    lens: 'whole',
    seed: 1,
    steps: scenario,
    events:
      received === ''
        ? [{ kind: 'fault', message: 'no room', atMs: 1 }]
        : [
            { kind: 'connected', peer: 'ana', atMs: 1 },
            { kind: 'step-ended', step: 0, end: 'met', atMs: 2 },
            { kind: 'received', peer: 'ana', data: { text: received }, atMs: 3 },
            { kind: 'step-ended', step: 1, end: 'met', atMs: 4 },
          ],
    tookMs: 4,
  })
}

const head = {
  harness: '0.1.0',
  assignment: { id: 'sample', title: assignment.title, hash: 'h' },
  id: 'ana',
  students: ['ana'],
  seed: 1,
  lab: 'net',
  gradedAt: '2026-01-01T00:00:00.000Z',
  tookMs: 1,
  entry: 'server.py',
  language: 'python',
} as const

test("the denominator is the assignment's; what was not established is undecided", () => {
  const transcripts = [
    transcript('passes', 'hola'),
    transcript('fails', 'chao'),
    transcript('faulty', ''),
  ]
  const judged = judgeSubmission(assignment.checks, transcripts).filter(
    ({ check }) => check.id !== 'missing',
  )
  const report = assembleReport(assignment, judged, { ...head, students: [...head.students] })
  expect(Report.parse(report)).toEqual(report)
  expect(report).toMatchObject({ score: 1, maxScore: 15, undecidedPoints: 9 })
  expect(
    report.checks.map(({ id, verdict, cause, because, detail, points, evidence }) => [
      id,
      verdict,
      cause ?? because,
      detail,
      points,
      evidence,
    ]),
  ).toEqual([
    ['passes', 'pass', null, null, 1, 'proved'],
    ['fails', 'fail', 'wrong-bytes', null, 0, 'proved'],
    ['follows', 'skipped', 'fails', null, 0, null],
    ['missing', 'unjudged', 'not-selected', null, 0, null],
    ['faulty', 'unjudged', 'harness-fault', 'no room', 0, null],
  ])
  expect(report.checks[1]?.failure).toMatchObject({ scenario: 'main', lens: 'whole' })
  expect(report.checks[1]?.failure?.explanation.en).toContain('ana received "chao"')
})
