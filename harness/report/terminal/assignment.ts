import type { Assignment } from '../../assignment/schema.ts'
import { comesAfter, labels } from '../../messages/report.ts'
import type { Setting } from './style.ts'
import { wrap } from './wrap.ts'

/** What an assignment asks for, as lines for a terminal. */
export function renderAssignment(assignment: Assignment, setting: Setting): readonly string[] {
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
  ]
}

const pointColumns = 3
