import type { Assignment } from '../../assignment/schema.ts'
import { visible } from '../../lib/quote.ts'
import { comesAfter, labels } from '../../messages/report.ts'
import { counted } from '../../messages/shown.ts'
import { runsInTerminal } from '../../messages/terminal.ts'
import type { Setting } from './style.ts'
import { wrap } from './wrap.ts'

/** A file that every program finds in its folder. */
export type GivenFile = { readonly path: string; readonly bytes: number }

/** What an assignment asks for, and what it gives, as lines for a terminal. */
export function renderAssignment(
  assignment: Assignment,
  given: readonly GivenFile[],
  setting: Setting,
): readonly string[] {
  const { language, paint, width } = setting
  const total = assignment.checks.reduce((sum, { points }) => sum + points, 0)
  return [
    paint.bold(`${assignment.title[language]} (${assignment.id})`),
    '',
    ...assignment.checks.flatMap((check) => {
      const after = check.after.length > 0 ? ` (${comesAfter(check.after)[language]})` : ''
      const head = `${String(check.points).padStart(pointColumns)}  `
      const rest = ' '.repeat(pointColumns + 2)
      return [
        `${head}${paint.bold(check.id)}${paint.dim(after)}`,
        ...wrap(check.requirement[language], width, { first: rest, rest }),
      ]
    }),
    '',
    `${total} ${labels.points[language]}`,
    ...streamsOf(assignment, setting),
    ...filesOf(given, setting),
  ]
}

function streamsOf({ program }: Assignment, { language, width }: Setting): readonly string[] {
  if (program.streams !== 'terminal') return []
  return ['', ...wrap(runsInTerminal[language], width, { first: '', rest: '' })]
}

function filesOf(given: readonly GivenFile[], { language, width }: Setting): readonly string[] {
  if (given.length === 0) return []
  const rest = ' '.repeat(pointColumns + 2)
  return [
    '',
    ...wrap(`${labels.givenFiles[language]}:`, width, { first: '', rest: '' }),
    ...given.flatMap(({ path, bytes }) =>
      wrap(`${visible(path)} (${counted(bytes, 'byte', 'bytes')})`, width, { first: rest, rest }),
    ),
  ]
}

const pointColumns = 3
