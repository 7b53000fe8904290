import type { CheckReport, Report } from '../../judge/report.ts'
import { visible } from '../../lib/quote.ts'
import { matrix, table } from '../../messages/report.ts'
import type { Text } from '../../messages/text.ts'
import { mark, padEnd } from './marks.ts'
import type { Setting } from './style.ts'
import { columns } from './wrap.ts'

/** A program and what it got; `counts` when it is a fixture, of which some fails each check. */
export type MatrixRow = {
  readonly kind: Text
  readonly name: string
  readonly counts: boolean
  readonly report: Report
}

type Check = Pick<CheckReport, 'id' | 'verdict'>
type Row = { readonly name: string; readonly counts: boolean; readonly checks: readonly Check[] }

/**
 * Programs and checks as a table: one column a check, which is numbered above and named below,
 * with how many programs fail it. A row ends with the seconds that the program took, because that
 * is what makes a proof long. Nothing when no program could be graded.
 */
export function renderMatrix(rows: readonly MatrixRow[], setting: Setting): readonly string[] {
  const { language, paint } = setting
  const graded = rows.flatMap(({ kind, name, counts, report }) =>
    report.status === 'graded'
      ? [
          {
            ...report,
            counts,
            name: counts ? visible(name) : `${visible(name)} (${kind[language]})`,
          },
        ]
      : [],
  )
  const [first] = graded
  if (!first) return []
  const room = setting.width - first.checks.length - secondsColumns - gaps
  const longest = Math.max(...graded.map(({ name }) => columns(name)))
  const nameWidth = Math.max(nameMin, Math.min(longest, room))
  return [
    `${paint.dim(table.legend[language])}   ${paint.dim(matrix.seconds[language])}`,
    ...numbers(first.checks.length).map((text) => paint.dim(' '.repeat(nameWidth + 2) + text)),
    ...graded.map((row) => line(row, nameWidth, setting)),
    ...failures(graded, setting),
  ]
}

const secondsColumns = 6
const gaps = 4
const nameMin = 12

function line(row: Row & { readonly tookMs: number }, width: number, setting: Setting): string {
  const marks = row.checks.map((check) => mark(check, setting)).join('')
  const seconds = (row.tookMs / msPerSecond).toFixed(1).padStart(secondsColumns)
  return `${padEnd(row.name, width)}  ${marks}  ${setting.paint.dim(seconds)}`
}

const msPerSecond = 1000

/** The numbers 1 to `count`, one a column, read from above to below. */
function numbers(count: number): readonly string[] {
  const all = Array.from({ length: count }, (_, index) => String(index + 1))
  const digits = String(count).length
  return Array.from({ length: digits }, (_, place) =>
    all.map((text) => text.padStart(digits)[place]).join(''),
  )
}

/** Each check with its number, and how many of the programs that count fail it. */
function failures(rows: readonly Row[], { language, paint }: Setting): readonly string[] {
  const counting = rows.filter(({ counts }) => counts)
  const digits = String(rows[0]!.checks.length).length
  return rows[0]!.checks.map(({ id }, index) => {
    const failed = counting.filter(({ checks }) => checks[index]?.verdict === 'fail').length
    const number = String(index + 1).padStart(digits)
    return `${number} ${id} ${paint.dim(`(${matrix.failedBy(failed, counting.length)[language]})`)}`
  })
}
