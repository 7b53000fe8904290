import type { CheckReport, FailureReport, GradedReport, Report } from '../../judge/report.ts'
import { visible } from '../../lib/quote.ts'
import { notRun } from '../../messages/usage.ts'
import {
  labels,
  labWords,
  nobodyLoses,
  provisional,
  skippedBecause,
  unjudgedReasons,
  verdicts,
} from '../../messages/report.ts'
import { renderFailure } from './failure.ts'
import type { Setting } from './style.ts'
import { wrap } from './wrap.ts'

/** How a submission's report is set; `again` gives the command that plays a failure again. */
export type ReportSetting = Setting & {
  readonly again?: (check: string, failure: FailureReport) => string
  /** One check alone is no score. */
  readonly score?: 'shown' | 'left-out'
}

/** One submission's report as lines for a terminal. */
export function renderReport(report: Report, setting: ReportSetting): readonly string[] {
  const { language, paint } = setting
  const head = `${report.assignment.title[language]} · ${visible(report.id)}`
  if (report.status === 'not-gradable') {
    return [paint.bold(head), ...paragraph(report.reason[language], setting)]
  }
  const asked = report.checks.filter(({ because }) => because !== 'not-selected')
  return [
    paint.bold(report.entry === '' ? head : `${head} · ${visible(report.entry)}`),
    ...passedOver(report, setting),
    '',
    ...asked.flatMap((check) => renderCheck(check, setting)),
    ...(setting.score === 'left-out' ? [] : ['', ...scoreLines({ ...report, asked }, setting)]),
  ]
}

/** A file that might have been run instead is told, so that nobody wonders at what was. */
function passedOver(report: GradedReport, setting: Setting): readonly string[] {
  if (report.passedOver.length === 0) return []
  return paragraph(notRun(report.passedOver)[setting.language], setting).map(setting.paint.dim)
}

function paragraph(text: string, { width }: Setting): readonly string[] {
  return wrap(text, width, { first: '', rest: '' })
}

function renderCheck(check: CheckReport, setting: ReportSetting): readonly string[] {
  const { language, paint } = setting
  const word = verdicts[check.verdict][language].padEnd(wordColumns)
  const colour = {
    pass: paint.green,
    fail: paint.red,
    skipped: paint.yellow,
    unjudged: paint.yellow,
  }
  const score = `${check.points}/${check.maxPoints}`.padStart(scoreColumns)
  const line = `${colour[check.verdict](word)} ${score}  ${check.id}${aside(check, setting)}`
  const again = check.failure ? setting.again?.(check.id, check.failure) : undefined
  return check.failure
    ? [line, ...renderFailure(check, check.failure, { ...setting, again }), '']
    : [line]
}

const wordColumns = 5
const scoreColumns = 5

function aside({ verdict, because, detail }: CheckReport, { language, paint }: Setting): string {
  if (verdict === 'skipped') return paint.dim(`  ${skippedBecause(because ?? '')[language]}`)
  if (verdict !== 'unjudged') return ''
  const reason = unjudgedReasons[because ?? '']?.[language] ?? because ?? ''
  const more = detail === null ? '' : `: ${visible(detail)}`
  return paint.dim(`  ${reason}${more}; ${nobodyLoses[language]}`)
}

/** What was not asked for is no part of the score that is shown. */
function scoreLines(
  report: Extract<Report, { status: 'graded' }> & { readonly asked: readonly CheckReport[] },
  { language, paint, width }: Setting,
): readonly string[] {
  const { score, checks, asked, lab } = report
  const pointsOf = (all: readonly CheckReport[]) =>
    all.reduce((sum, { maxPoints }) => sum + maxPoints, 0)
  const undecided = pointsOf(asked.filter(({ verdict }) => verdict === 'unjudged'))
  const open = undecided > 0 ? `, ${provisional(undecided)[language]}` : ''
  const part = asked.length < checks.length ? ` ${labels.asked[language]}` : ''
  const points = `${score}/${pointsOf(asked)} ${labels.points[language]}`
  const total = `${labels.score[language]} ${points}${part}${open}`
  const where = wrap(labWords[lab][language], width, { first: '', rest: '  ' })
  return [paint.bold(total), ...where.map(paint.dim)]
}
