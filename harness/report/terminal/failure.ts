import type { CheckReport, FailureReport } from '../../judge/report.ts'
import { visible } from '../../lib/quote.ts'
import { waitWords } from '../../messages/ladder.ts'
import { evidences, labels, lensSkips, verdicts } from '../../messages/report.ts'
import { exitWords } from '../../messages/shown.ts'
import { compareBytes } from './bytes.ts'
import { wrapCommand } from './command.ts'
import type { Setting } from './style.ts'
import { columns, wrap } from './wrap.ts'

const linesMax = 12
const margin = '      '

/**
 * The lines under a failing check: what is required, what was seen, both byte strings with a caret,
 * how it ended, the hint, and how to see it again.
 */
export function renderFailure(
  check: CheckReport,
  failure: FailureReport,
  setting: Setting & { readonly again?: string | undefined },
): readonly string[] {
  const { language, again } = setting
  const line = (label: keyof typeof labels, text: string) => entry(label, text, setting)
  return [
    ...line('requirement', check.requirement[language]),
    ...line('explanation', failure.explanation[language]),
    ...comparison(failure, setting),
    ...ending(failure, setting),
    ...waiting(failure, setting),
    ...line('delivered', delivered(check, setting)),
    ...line('cause', `${failure.cause.kind}, ${evidences[check.evidence ?? 'proved'][language]}`),
    ...line('hint', failure.hint[language]),
    ...(failure.snippet === null ? [] : code(failure.snippet, setting)),
    ...(again === undefined ? [] : command(again, setting)),
  ]
}

function entry(
  label: keyof typeof labels,
  text: string,
  { language, width, paint }: Setting,
): readonly string[] {
  const head = `${margin}${labels[label][language].padEnd(labelColumns)}`
  const rest = ' '.repeat(columns(head))
  const [first = '', ...more] = wrap(text, width, { first: head, rest })
  return [first.replace(head, margin + paint.dim(head.slice(margin.length))), ...more]
}

const labelColumns = 12

/** Which deliveries there were, and how each went: `whole pass, bytewise fail`. */
function delivered({ trials }: CheckReport, { language }: Setting): string {
  const several = new Set(trials.map(({ scenario }) => scenario)).size > 1
  return trials
    .map((trial) => {
      const { scenario, lens, verdict, because, failing } = trial
      const skipped = lensSkips[because ?? '']?.[language]
      const word = skipped ?? verdicts[verdict][language].toLowerCase()
      const where = failing === null || failing === lens ? '' : ` (${failing})`
      return `${several ? `${scenario} ` : ''}${lens}: ${word}${where}`
    })
    .join(', ')
}

function waiting({ circumstances }: FailureReport, setting: Setting): readonly string[] {
  const waits = circumstances.waits ?? []
  if (waits.length === 0) return []
  const words = waits.slice(0, waitsMax).map((wait) => waitWords(wait)[setting.language])
  return entry('waits', words.join('; '), setting)
}

const waitsMax = 4

/** Lines of code, each as it is: they are there to be copied, and hold nothing of the student's. */
function code(lines: readonly string[], { language, width, paint }: Setting): readonly string[] {
  const listens = lines.some((line) => /^server = |^\w+\.bind\(/.test(line))
  const head = labels[listens ? 'snippetForClient' : 'snippet'][language]
  return [
    ...wrap(head, width - margin.length, { first: '', rest: '' }).map(
      (line) => `${margin}${paint.dim(line)}`,
    ),
    ...lines.map((line) => `${margin}  ${line}`),
  ]
}

/** A command as it can be copied, beside its label where there is room. */
function command(again: string, { language, width, paint }: Setting): readonly string[] {
  const label = labels.again[language]
  const indent = ' '.repeat(margin.length + labelColumns)
  const [first = '', ...more] = wrapCommand(again, width, indent)
  return first.startsWith(indent)
    ? [`${margin}${paint.dim(label.padEnd(labelColumns))}${first.slice(indent.length)}`, ...more]
    : [`${margin}${paint.dim(label)}`, first, ...more]
}

const uncompared: ReadonlySet<string> = new Set([
  'wrong-output',
  'wrong-message',
  'other-wrong-output',
])

function comparison({ cause }: FailureReport, setting: Setting): readonly string[] {
  if (!('expected' in cause) || !('received' in cause)) return []
  // The bytes of two messages may differ where their values do not: there the words say it.
  if (typeof cause.expected !== 'object' || uncompared.has(cause.kind)) return []
  const room = setting.width - margin.length - labelColumns
  const { expected, received, caret } = compareBytes(cause.expected, cause.received, room)
  const caretLine = `${margin}${' '.repeat(labelColumns)}${setting.paint.red(caret)}`
  return [
    ...entry('expected', expected, setting),
    ...entry('received', received, setting),
    caretLine,
  ]
}

function ending(failure: FailureReport, setting: Setting): readonly string[] {
  const { circumstances, cause } = failure
  const isUnbuilt = cause.kind === 'did-not-build' || cause.kind === 'other-did-not-build'
  const compiler = isUnbuilt && cause.output !== '' ? block('output', cause.output, setting) : []
  const { exit, stderrEnd, terminalEnd } = circumstances
  return [
    ...compiler,
    ...(exit ? entry('ended', exitWords(exit)[setting.language], setting) : []),
    ...(stderrEnd === undefined ? [] : block('stderr', stderrEnd, setting)),
    ...(terminalEnd === undefined ? [] : block('terminal', terminalEnd, setting)),
  ]
}

/** The program's own words, a line each behind a bar, harmless and cut. */
function block(label: keyof typeof labels, text: string, setting: Setting): readonly string[] {
  const lines = text.split('\n').slice(0, linesMax)
  return lines.flatMap((one, index) => {
    const head = index === 0 ? labels[label][setting.language] : ''
    const start = `${margin}${setting.paint.dim(head.padEnd(labelColumns))}| `
    const room = setting.width - margin.length - labelColumns - 2
    return wrap(visible(one), room, { first: '', rest: '' }).map((part) => `${start}${part}`)
  })
}
