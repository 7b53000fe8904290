import { expect, test } from 'vitest'
import type { GradedReport, Report } from '../../judge/report.ts'
import { renderMatrix, type MatrixRow } from './matrix.ts'
import { makePaint } from './style.ts'

const setting = (width = 80, language: 'en' | 'es' = 'en') => ({
  width,
  language,
  paint: makePaint(false),
})

const verdicts = { '.': 'pass', F: 'fail', s: 'skipped', '?': 'unjudged' } as const
type Mark = keyof typeof verdicts

function reportOf(marks: string): Report {
  const checks = marks.split('').map((mark, index) => ({
    id: `check-${index + 1}`,
    verdict: verdicts[mark as Mark],
  }))
  return { status: 'graded', checks, tookMs: 1234 } as unknown as GradedReport
}

const row = (name: string, marks: string, counts = true): MatrixRow => ({
  kind: counts
    ? { en: 'fixture', es: 'programa de prueba' }
    : { en: 'reference', es: 'referencia' },
  name,
  counts,
  report: reportOf(marks),
})

test('sets one column a check, and tells by how many each is failed', () => {
  const rows = [row('hello', '..', false), row('py-silent', 'Fs'), row('c-mute', '.?')]
  expect(renderMatrix(rows, setting())).toEqual([
    '. pass   F fail   s skipped   ? undecided   at the end: seconds',
    '                   12',
    'hello (reference)  ..     1.2',
    'py-silent          Fs     1.2',
    'c-mute             .?     1.2',
    '1 check-1 (failed by 1 of 2)',
    '2 check-2 (failed by 0 of 2)',
  ])
})

test('numbers more than nine checks from above to below, and fits a narrow terminal', () => {
  const lines = renderMatrix([row('a-program-with-a-long-name', '...........')], setting(40, 'es'))
  expect(lines.slice(1, 4)).toEqual([
    '                              11',
    '                     12345678901',
    'a-program-with-a-lo  ...........     1.2',
  ])
  expect(lines.at(-1)).toBe('11 check-11 (la reprueban 0 de 1)')
})

test('is empty when no program could be graded', () => {
  const refused = { status: 'not-gradable' } as Report
  expect(renderMatrix([{ ...row('x', ''), report: refused }], setting())).toEqual([])
})
