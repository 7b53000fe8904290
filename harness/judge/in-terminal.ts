import { concatBytes, decodeBytes } from '../lib/bytes.ts'
import type { Event } from '../transcript/event.ts'
import { eventsOf } from '../transcript/views.ts'
import type { Verdict } from './verdict.ts'

/** Whether a program's streams are a terminal: all that it writes is told as its standard output. */
export function inTerminal(events: readonly Event[]): boolean {
  return eventsOf(events, 'started').some(({ terminal }) => terminal)
}

/** The signals that a terminal makes of what is typed (termios(3): VINTR, VQUIT). */
export function typedSignals(events: readonly Event[]): readonly string[] {
  if (!inTerminal(events)) return []
  const typed = concatBytes(eventsOf(events, 'stdin').map(({ data }) => decodeBytes(data)))
  return [...signalsOf].flatMap(([key, signal]) => (typed.includes(key) ? [signal] : []))
}

const signalsOf: ReadonlyMap<number, string> = new Map([
  [0x03, 'SIGINT'],
  [0x1c, 'SIGQUIT'],
])

/**
 * Whether a program in a terminal has moved its cursor, if only to the beginning of the line, as
 * Node's readline does: then a person sees something else than was written. Colours change nothing
 * of the text (ECMA-48: SGR).
 */
export function movesCursor(events: readonly Event[]): boolean {
  if (!inTerminal(events)) return false
  const shown = concatBytes(eventsOf(events, 'output').map(({ data }) => decodeBytes(data)))
  return moving.test(Buffer.from(shown).toString('latin1'))
}

const moving = new RegExp(String.raw`\r|${String.fromCodePoint(0x1b)}(?!\[[\d;:]*m)`)

/** What is typed and shown in a terminal arrives when it pleases: there nothing is proved. */
export function asSeen(events: readonly Event[], verdict: Verdict): Verdict {
  const isProved = 'evidence' in verdict && verdict.evidence === 'proved'
  return isProved && inTerminal(events) ? { ...verdict, evidence: 'timed' } : verdict
}
