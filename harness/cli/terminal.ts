import { bounds } from '../lib/bounds.ts'
import { UsageError } from '../lib/errors.ts'
import { notAChoice } from '../messages/cli.ts'
import type { Language } from '../messages/text.ts'
import { makePaint, type Paint } from '../report/terminal/style.ts'
import { wrap } from '../report/terminal/wrap.ts'

/** Where a command prints, in which language and how wide. */
export type Terminal = {
  readonly language: Language
  readonly width: number
  readonly colour: boolean
  readonly signal: AbortSignal
  /** A line on standard output: results. */
  out(line: string): void
  /** A line on standard error: progress and errors. */
  note(line: string): void
  /** What is under way, in the last line of a terminal, until the next line; nothing in a pipe. */
  status(line: string): void
}

/** The process's own terminal. Colour only on a terminal, and never where NO_COLOR asks for none. */
export function openTerminal(language: Language, signal: AbortSignal): Terminal {
  const { columns, isTTY } = process.stdout
  const width = isTTY && columns ? columns : bounds.columnsWithoutTerminal
  return {
    language,
    width: Math.max(bounds.columnsMin, Math.min(bounds.columnsMax, width)),
    colour: isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    signal,
    ...openLines(),
  }
}

/** A status is wiped away by whatever comes next, on either stream: both may be one terminal. */
function openLines(): Pick<Terminal, 'out' | 'note' | 'status'> {
  const { columns, isTTY } = process.stderr
  // One that does not know its size says 0.
  const width = (columns || bounds.columnsWithoutTerminal) - 1
  const shows = isTTY && process.env['TERM'] !== 'dumb'
  let shown = false
  const wipe = () => {
    if (shown) process.stderr.write(wiped)
    shown = false
  }
  process.once('exit', wipe)
  return {
    out(line) {
      wipe()
      process.stdout.write(`${line}\n`)
    },
    note(line) {
      wipe()
      process.stderr.write(`${line}\n`)
    },
    status(line) {
      if (!shows) return
      const [fitting = ''] = wrap(line, width, { first: '', rest: '' })
      process.stderr.write(`${wiped}${fitting}`)
      shown = true
    },
  }
}

/** To the beginning of the line, which is erased (ECMA-48: CR, EL). */
const wiped = '\r\u001B[2K'

/** The language asked for with `--lang`, else the environment's, else English. */
export function chooseLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const wanted = askedFor(argv) ?? localeOf(environment)
  return wanted?.toLowerCase().startsWith('es') === true ? 'es' : 'en'
}

/** Only languages that exist may be asked for; one of the environment that does not is no error. */
export function assertLanguage(argv: readonly string[]): void {
  const asked = askedFor(argv)
  if (asked === undefined || asked === 'en' || asked === 'es') return
  throw new UsageError('option', notAChoice('--lang', asked, ['en', 'es']))
}

/** The value of `--lang`, which is needed before the command line is understood. */
function askedFor(argv: readonly string[]): string | undefined {
  const flag = argv.indexOf('--lang')
  const asked = argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length)
  return asked ?? (flag >= 0 ? argv[flag + 1] : undefined)
}

/** The order of POSIX: LC_ALL, then LC_MESSAGES, then LANG. */
function localeOf(environment: NodeJS.ProcessEnv): string | undefined {
  return environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']
}

/** How lines are coloured on this terminal. */
export function paintFor(terminal: Terminal): Paint {
  return makePaint(terminal.colour)
}
