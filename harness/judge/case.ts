import type { Captured } from '../assignment/captured.ts'
import type { Event, Exit } from '../transcript/event.ts'
import {
  eventsOf,
  exitOf,
  lifeOf,
  outputBytes,
  stepView,
  type StepView,
} from '../transcript/views.ts'
import type { Cause } from './cause.ts'
import { inTerminal, typedSignals } from './in-terminal.ts'
import { findCrash, type Crash } from './uncaught.ts'

/** What a transcript says about the program as a whole; every step is judged against it. */
export type Case = {
  readonly events: readonly Event[]
  /** Those of its present life, that is since the last step that started it again, and which that is. */
  readonly life: readonly Event[]
  readonly lifeNumber: number
  readonly exit: Exit | undefined
  readonly crash: Crash | undefined
  /** Of each peer: bytes that earlier steps have used. */
  readonly used: Map<string, number>
  /** Of each peer: indexes of the datagrams that earlier steps have used. */
  readonly taken: Map<string, Set<number>>
  /** What steps have captured, by its name. */
  readonly captured: Map<string, Captured>
}

/** How one step turned out. `timed`: a limit, not something seen, decided. */
export type Judgement =
  | { readonly kind: 'fulfilled'; readonly timed: boolean }
  | { readonly kind: 'failed'; readonly cause: Cause; readonly timed: boolean }
  | { readonly kind: 'unplayed' }

/** The case that a transcript makes. */
export function openCase(events: readonly Event[]): Case {
  return caseOf(events, 0, { used: new Map(), captured: new Map() })
}

/** The case after the program was started again: how it ended before is forgotten. */
export function nextLife({ events, lifeNumber, used, captured }: Case): Case {
  return caseOf(events, lifeNumber + 1, { used, captured })
}

function caseOf(
  events: readonly Event[],
  lifeNumber: number,
  kept: Pick<Case, 'used' | 'captured'>,
): Case {
  const life = lifeOf(events, lifeNumber)
  const exit = exitOf(life)
  const sent = [...eventsOf(life, 'signalled').map(({ signal }) => signal), ...typedSignals(life)]
  const crash = exit && findCrash(exit, stderrOf(life), sent)
  return { events, life, lifeNumber, exit, crash, taken: new Map(), ...kept }
}

/** What the program wrote on one stream in its present life, as far as a window shows. */
export function outputIn(
  { life }: Case,
  window: readonly Event[],
  stream: 'stdout' | 'stderr',
): Uint8Array {
  const own = new Set(life)
  return outputBytes(
    window.filter((event) => own.has(event)),
    stream,
  )
}

/**
 * Standard error, or what a terminal shows, without the path of the run's own folder, which differs
 * from run to run.
 */
export function stderrOf(events: readonly Event[]): string {
  const stream = inTerminal(events) ? 'stdout' : 'stderr'
  const text = Buffer.from(outputBytes(events, stream)).toString('utf8')
  const folder = eventsOf(events, 'started')[0]?.folder
  return folder === undefined ? text : text.replaceAll(`${folder}/`, '')
}

/** The limit that passed, for causes; nothing where none did. */
export function limitOf({ limitMs }: StepView): { readonly limitMs?: number } {
  return limitMs === undefined ? {} : { limitMs }
}

/** A step that is as it should be. */
export const fulfilled: Judgement = { kind: 'fulfilled', timed: false }

/** A failed step; a crash of the program explains whatever is absent. */
export function failed(cause: Cause, view: StepView): Judgement {
  return { kind: 'failed', cause, timed: view.end === 'limit' || view.end === 'overloaded' }
}

/** The cause of something absent: the crash, if there was one, else what it looked like. */
export function absent({ crash }: Case, cause: Cause, view: StepView): Judgement {
  if (crash) return { kind: 'failed', cause: { kind: 'crashed', ...crash }, timed: false }
  return failed(cause, view)
}

/** Judges a step by its view, if it was played. */
export function whenPlayed(
  { events }: Case,
  step: number,
  judge: (view: StepView) => Judgement,
): Judgement {
  const view = stepView(events, step)
  return view ? judge(view) : { kind: 'unplayed' }
}
