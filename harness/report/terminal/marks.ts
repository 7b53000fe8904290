import type { CheckReport } from '../../judge/report.ts'
import type { Setting } from './style.ts'
import { columns } from './wrap.ts'

/** One check's verdict in a column of its own; the legend is in `messages/report.ts`. */
export function mark({ verdict }: Pick<CheckReport, 'verdict'>, { paint }: Setting): string {
  switch (verdict) {
    case 'pass':
      return paint.green('.')
    case 'fail':
      return paint.red('F')
    case 'skipped':
      return paint.yellow('s')
    case 'unjudged':
      return paint.yellow('?')
  }
}

/** A text in exactly so many columns: filled up with spaces, or cut. */
export function padEnd(text: string, width: number): string {
  let shown = ''
  for (const character of text) {
    if (columns(shown + character) > width) break
    shown += character
  }
  return shown + ' '.repeat(width - columns(shown))
}
