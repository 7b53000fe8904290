/** Some figures under one title, each of ours beside that of something else. */
type Section = {
  readonly title: string
  readonly columns: readonly [ours: string, other: string]
  readonly rows: readonly Row[]
}

/** Undefined stands for a figure that makes no sense. */
type Row = {
  readonly what: string
  readonly values: readonly [ours: number | undefined, other: number | undefined]
  readonly unit: string
}

/** A figure that stands for others, and what is aimed at, if anything is. */
type Ratio = { readonly what: string; readonly value: number; readonly atMost?: number }

/** What a part has measured, and what has to be said about it. */
export type Measured = {
  readonly sections: readonly Section[]
  readonly ratios: readonly Ratio[]
  readonly remarks: readonly string[]
}

/** All figures, then all ratios, as lines of plain text. */
export function linesOf(all: readonly Measured[]): readonly string[] {
  const sections = all.flatMap((one) => one.sections)
  const ratios = all.flatMap((one) => one.ratios)
  const remarks = all.flatMap((one) => one.remarks)
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(({ what }) => what.length)), 0)
  return [
    ...sections.flatMap((section) => [...sectionLines(section, width), '']),
    ...ratioLines(ratios),
    ...remarks.flatMap((remark) => ['', remark]),
  ]
}

/** What several measurements came to together. */
export function together(all: readonly Measured[]): Measured {
  return {
    sections: all.flatMap((one) => one.sections),
    ratios: all.flatMap((one) => one.ratios),
    remarks: all.flatMap((one) => one.remarks),
  }
}

const columnWidth = 18

function sectionLines({ title, columns, rows }: Section, width: number): readonly string[] {
  const heads = columns.map((column) => column.padStart(columnWidth)).join('')
  return [
    title,
    `  ${''.padEnd(width)}${heads}`,
    ...rows.map(({ what, values, unit }) => {
      const cells = values.map((value) => shown(value).padStart(columnWidth)).join('')
      return `  ${what.padEnd(width)}${cells}  ${unit}`
    }),
  ]
}

function ratioLines(ratios: readonly Ratio[]): readonly string[] {
  const width = Math.max(...ratios.map(({ what }) => what.length), 0)
  return [
    'Ratios',
    ...ratios.map(({ what, value, atMost }) => {
      const aim = atMost === undefined ? '' : `  at most ${atMost}: ${verdict(value, atMost)}`
      return `  ${what.padEnd(width)}${shown(value).padStart(columnWidth)}${aim}`
    }),
  ]
}

function verdict(value: number, atMost: number): string {
  return value <= atMost ? 'met' : 'MISSED'
}

/** Three digits, more or less; counts as they are. */
function shown(value: number | undefined): string {
  if (value === undefined) return '–'
  if (Number.isInteger(value)) return String(value)
  return value.toFixed(Math.abs(value) < 10 ? 2 : Number(Math.abs(value) < 100))
}
