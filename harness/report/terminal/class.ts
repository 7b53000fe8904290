import type { CheckReport, Report } from '../../judge/report.ts'
import { visible } from '../../lib/quote.ts'
import { causesHeading, classSummary, labWords, provisional, table } from '../../messages/report.ts'
import { mark, padEnd } from './marks.ts'
import type { Setting } from './style.ts'
import { columns, wrap } from './wrap.ts'

/** A graded class as lines for a terminal: who has what, where points were lost, and why. */
export function renderClass(reports: readonly Report[], setting: Setting): readonly string[] {
  const { language, paint } = setting
  const sorted = reports.toSorted((left, right) => (left.id < right.id ? -1 : 1))
  const [first] = sorted
  if (!first) return [table.nothing[language]]
  const longest = Math.max(...sorted.map(({ id }) => columns(visible(id))))
  const width = Math.min(longest, Math.floor(setting.width / nameShare))
  return [
    paint.bold(first.assignment.title[language]),
    '',
    ...sorted.flatMap((report) => row(report, width, setting)),
    '',
    paint.dim(table.legend[language]),
    '',
    ...checkLines(sorted, setting),
    '',
    summary(sorted, first.maxScore, setting),
    ...wrap(labWords[first.lab][language], setting.width, { first: '', rest: '  ' }).map(paint.dim),
    ...causeLines(sorted, setting),
  ]
}

const nameShare = 3

function row(report: Report, nameWidth: number, setting: Setting): readonly string[] {
  const name = padEnd(visible(report.id), nameWidth)
  const { language, width, paint } = setting
  if (report.status === 'not-gradable') {
    const first = `${name}  ${table.notGradable[language]}: `
    return wrap(report.reason[language], width, { first, rest: ' '.repeat(nameWidth + 2) })
  }
  const score = `${report.score}/${report.maxScore}`.padStart(scoreColumns)
  const marks = report.checks.map((check) => mark(check, setting)).join('')
  const open =
    report.undecidedPoints > 0 ? `  ${provisional(report.undecidedPoints)[language]}` : ''
  const rest = ' '.repeat(nameWidth + scoreColumns + report.checks.length + gapColumns)
  const lost = lostText(report.checks)
  const [first = '', ...more] = wrap(`${lost}${open}`, width, { first: rest, rest })
  const head = `${name}  ${paint.bold(score)}  ${marks}  `
  return [`${head}${first.slice(rest.length)}`.trimEnd(), ...more]
}

const scoreColumns = 5
const gapColumns = 6

/** Failed checks with their causes; what was skipped follows from them. */
function lostText(checks: readonly CheckReport[]): string {
  return checks
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ id, cause }) => `${id}: ${cause}`)
    .join(', ')
}

/** A line for each check: how many passed it. */
function checkLines(reports: readonly Report[], { paint }: Setting): readonly string[] {
  const graded = reports.filter((report) => report.status === 'graded')
  const checks = graded[0]?.checks ?? []
  return checks.map(({ id, maxPoints }, index) => {
    const passed = graded.filter((report) => report.checks[index]?.verdict === 'pass').length
    const count = `${passed}/${graded.length}`.padStart(scoreColumns)
    return `${count}  ${id} ${paint.dim(`(${maxPoints})`)}`
  })
}

function summary(reports: readonly Report[], max: number, { language }: Setting): string {
  const graded = reports.filter(({ status }) => status === 'graded')
  const scores = graded.map(({ score }) => score).toSorted((left, right) => left - right)
  const mean = scores.reduce((total, score) => total + score, 0) / (scores.length || 1)
  const middle = scores.length / 2
  const median = ((scores[Math.floor(middle)] ?? 0) + (scores[Math.ceil(middle) - 1] ?? 0)) / 2
  return classSummary({
    graded: graded.length,
    all: reports.length,
    mean: mean.toFixed(1),
    median: median.toFixed(1),
    max,
  })[language]
}

function causeLines(reports: readonly Report[], { language, width }: Setting): readonly string[] {
  const counts = new Map<string, number>()
  for (const report of reports) {
    for (const { cause } of report.status === 'graded' ? report.checks : []) {
      if (cause !== null) counts.set(cause, (counts.get(cause) ?? 0) + 1)
    }
  }
  if (counts.size === 0) return []
  const sorted = [...counts].toSorted(
    ([one, left], [other, right]) => right - left || (one < other ? -1 : 1),
  )
  const list = sorted.map(([cause, count]) => `${cause} ${count}`).join(', ')
  return wrap(`${causesHeading[language]}: ${list}`, width, { first: '', rest: '  ' })
}
