import { describe, expect, test } from 'vitest'
import { Assignment, type Lens } from '../assignment/schema.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Happening } from '../transcript/event.ts'
import { Transcript } from '../transcript/transcript.ts'
import { assembleReport } from './assemble.ts'
import { Report } from './report.ts'
import { judgeSubmission } from './submission.ts'

const requirement = { en: 'It MUST work.', es: 'DEBE funcionar.' }
const scenario = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'ab' },
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
    lenses: id === 'passes' ? ['cuts', 'short-io'] : ['whole'],
  })),
})

/** What ana receives in a play; nothing stands for a fault of the harness. */
function happenings(received: string): readonly Happening[] {
  if (received === '') return [{ kind: 'fault', message: 'no room' }]
  return [
    { kind: 'connected', peer: 'ana' },
    { kind: 'step-ended', step: 0, end: 'met' },
    { kind: 'sent', peer: 'ana', bytes: 1, further: false, apart: 'proved' },
    { kind: 'sent', peer: 'ana', bytes: 1, further: true, apart: 'proved' },
    { kind: 'step-ended', step: 1, end: 'met' },
    { kind: 'received', peer: 'ana', data: { text: received } },
    { kind: 'step-ended', step: 2, end: 'met' },
  ]
}

type Shown = { readonly delivery: Delivery; readonly received: string }

/** The transcript of one check in one lens. */
function transcript(check: string, lens: Lens, plays: readonly Shown[]): Transcript {
  return Transcript.parse({
    version: 2,
    check,
    scenario: 'main',
    lens,
    seed: 1,
    steps: scenario,
    plays: plays.map(({ delivery, received }) => ({
      delivery,
      events: happenings(received).map((one, index) => ({ ...one, atMs: index })),
    })),
    tookMs: 4,
  })
}

const whole = (check: string, received: string) =>
  transcript(check, 'whole', [{ delivery: { kind: 'whole' }, received }])
const cuts = (...received: readonly string[]) =>
  transcript(
    'passes',
    'cuts',
    received.map((each, index) => ({
      delivery: { kind: 'cut', step: 1, at: index + 1 },
      received: each,
    })),
  )
const unshort = {
  ...transcript('passes', 'short-io', []),
  impossible: 'not-for-this-program' as const,
}

const head = {
  harness: '0.1.0',
  assignment: { id: 'sample', title: assignment.title, hash: 'h' },
  id: 'ana',
  students: ['ana'],
  filesHash: '',
  seed: 1,
  lab: 'net' as const,
  gradedAt: '2026-01-01T00:00:00.000Z',
  tookMs: 1,
  entry: 'server.py',
  passedOver: [],
  language: 'python',
}

/** The report on these transcripts, as it is when it has been stored and read again. */
function report(...transcripts: readonly Transcript[]) {
  const judged = judgeSubmission(assignment.checks, transcripts, assignment)
  const selected = judged.filter(({ check }) => check.id !== 'missing')
  const made = assembleReport(assignment, selected, head)
  expect(Report.parse(JSON.parse(JSON.stringify(made)))).toEqual(made)
  return made
}

test("the denominator is the assignment's; what was not established is undecided", () => {
  const made = report(
    whole('passes', 'hola'),
    cuts('hola', 'hola'),
    unshort,
    whole('fails', 'chao'),
    whole('faulty', ''),
  )
  expect(made).toMatchObject({ ...head, score: 1, maxScore: 15, undecidedPoints: 9 })
  expect(
    made.checks.map(({ id, verdict, cause, because, detail, points, evidence }) => [
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
  const failing = made.checks.filter(({ failure }) => failure !== null)
  expect(failing.map(({ id }) => id)).toEqual(['fails'])
})

describe('a failure', () => {
  test('has the facts, their words, and the delivery', () => {
    const [, fails] = report(whole('fails', 'chao')).checks
    expect(fails?.failure).toMatchObject({
      cause: { kind: 'wrong-bytes', offset: 0 },
      circumstances: { step: 2 },
      scenario: 'main',
      lens: 'whole',
      delivery: 'whole',
    })
    expect(fails?.failure?.explanation.en).toContain('ana received "chao"')
    expect(fails?.failure?.explanation.es).toContain('ana recibió "chao"')
    expect(fails?.failure?.hint.es).not.toBe('')
  })

  test('in another lens has its diagnosis, and the first delivery that failed', () => {
    const transcripts = [whole('passes', 'hola'), cuts('hola', 'x', 'y'), unshort]
    const [check] = report(...transcripts).checks
    expect(check).toMatchObject({ verdict: 'fail', cause: 'one-recv-per-message', points: 0 })
    expect(check?.failure).toMatchObject({
      cause: { symptom: 'wrong-bytes' },
      lens: 'cuts',
      delivery: 'cut:1:2',
    })
  })

  test('can be seen without a grader, unless there is nothing to play', () => {
    const [, played] = report(whole('fails', 'chao')).checks
    expect(played?.failure?.snippet?.join('\n')).toContain('ana.sendall("ab".encode())')
    const unbuilt = whole('fails', '')
    unbuilt.plays[0]!.events = [{ kind: 'build-failed', output: 'a.c:1: error', atMs: 0 }]
    const [, check] = report(unbuilt).checks
    expect(check?.failure).toMatchObject({ cause: { kind: 'did-not-build' }, snippet: null })
  })

  test('that Python alone cannot show has no lines of it', () => {
    const delivery = { kind: 'short-io', what: 'reads' } as const
    const short = transcript('passes', 'short-io', [{ delivery, received: 'x' }])
    const [check] = report(whole('passes', 'hola'), cuts('hola'), short).checks
    expect(check?.failure).toMatchObject({ delivery: 'short-io:reads', snippet: null })
  })
})

describe('a trial', () => {
  const line = {
    scenario: 'main',
    evidence: null,
    cause: null,
    because: null,
    failing: null,
    tookMs: 4,
  }

  test('tells how often it was played, and how many pieces arrived apart', () => {
    const transcripts = [whole('passes', 'hola'), cuts('hola', 'x', 'y'), unshort]
    const [check] = report(...transcripts).checks
    expect(check?.trials).toEqual([
      {
        ...line,
        lens: 'whole',
        verdict: 'pass',
        evidence: 'proved',
        plays: 1,
        pieces: 1,
        piecesApart: 1,
      },
      {
        ...line,
        lens: 'cuts',
        verdict: 'fail',
        evidence: 'proved',
        cause: 'wrong-bytes',
        plays: 3,
        failing: 'cut:1:2',
        pieces: 3,
        piecesApart: 3,
      },
      {
        ...line,
        lens: 'short-io',
        verdict: 'skipped',
        because: 'not-for-this-program',
        plays: 0,
        pieces: 0,
        piecesApart: 0,
      },
    ])
  })

  test('counts pieces that were not seen to arrive apart', () => {
    const [check] = report(whole('passes', 'hola'), unsure(cuts('hola', 'hola')), unshort).checks
    expect(check).toMatchObject({ verdict: 'pass', evidence: 'attempted' })
    expect(check?.trials[1]).toMatchObject({ pieces: 2, piecesApart: 0, evidence: 'attempted' })
  })

  test('that was not played says why', () => {
    const [failing] = report(whole('passes', 'x')).checks
    expect(failing?.trials.map(({ verdict, because }) => [verdict, because])).toEqual([
      ['fail', null],
      ['skipped', 'fails-whole'],
      ['skipped', 'fails-whole'],
    ])
    expect(failing?.trials[1]).toMatchObject({ plays: 0, tookMs: 0 })
    const [open] = report(whole('passes', 'hola')).checks
    expect(open?.trials[1]).toMatchObject({ verdict: 'unjudged', because: 'no-transcript' })
  })
})

/** The same trial in which nobody could see the pieces arrive. */
function unsure(one: Transcript): Transcript {
  const plays = one.plays.map(({ delivery, events }) => ({
    delivery,
    events: events.map((event) =>
      event.kind === 'sent' ? { ...event, apart: 'attempted' as const } : event,
    ),
  }))
  return { ...one, plays }
}

test('what shows a failure is written for the program that was judged', () => {
  const steps = [{ kind: 'listen' }, { kind: 'accept', peer: 'ana' }]
  const pair = Assignment.parse({
    ...assignment,
    others: {
      cliente: {
        from: 'submission',
        role: 'client',
        entry: ['cliente'],
        port: { given: 'fixed', port: 9000 },
      },
    },
    checks: [{ id: 'comes', points: 1, requirement, program: 'cliente', scenario: steps }],
  })
  const events = [
    { kind: 'step-ended', step: 0, end: 'met', atMs: 0 },
    { kind: 'step-ended', step: 1, end: 'limit', limitMs: 50, atMs: 1 },
  ]
  const plays = [{ delivery: { kind: 'whole' }, events }]
  const played = Transcript.parse({ ...whole('comes', 'x'), steps, plays })
  const [check] = assembleReport(pair, judgeSubmission(pair.checks, [played], pair), head).checks
  expect(check?.failure?.snippet).toContain('ana, _ = server.accept()')
})
