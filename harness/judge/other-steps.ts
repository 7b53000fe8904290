import { runOf, type StepOfOther } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { focusOn, match, wantedBytes } from '../match/match.ts'
import type { Event, Exit } from '../transcript/event.ts'
import { eventsOfOther } from '../transcript/others.ts'
import { eventsOf, exitOf, outputBytes, type StepView } from '../transcript/views.ts'
import { absent, failed, fulfilled, limitOf, stderrOf, type Case, type Judgement } from './case.ts'
import type { Cause } from './cause.ts'
import { formCause } from './form.ts'
import { bestOf, endingOfOutput, missedStreams } from './output.ts'
import { findCrash } from './uncaught.ts'

type StepOf<K extends StepOfOther['kind']> = Extract<StepOfOther, { readonly kind: K }>

/** Judges a step of another program; what went wrong there is the submission's doing. */
export function judgeOther(trial: Case, step: StepOfOther, view: StepView): Judgement {
  switch (step.kind) {
    case 'startOther':
      return judgeStart(runOf(step), view)
    case 'expectOtherOutput':
      return judgeOutput(trial, step, view)
    case 'expectOtherExit':
      return judgeExit(trial, step, view)
    default:
      return step satisfies never
  }
}

/** One of ours that does not start is a fault, and never comes to this. */
function judgeStart(other: string, view: StepView): Judgement {
  if (view.end === 'met') return fulfilled
  const all = eventsOf(view.until, 'other').filter((event) => event.other === other)
  const deaf = all.map(({ event }) => event).find(({ kind }) => kind === 'not-listening')
  if (deaf?.kind !== 'not-listening') return { kind: 'unplayed' }
  const excess = excessOf(view, other)
  if (excess) return proved(excess)
  const { port, sockets } = deaf
  const seen = seenOf(eventsOfOther(view.until, other))
  const cause = { kind: 'other-did-not-start', other, port, sockets, ...seen } as const
  return failed({ ...cause, ...limitOf(view) }, view)
}

function judgeOutput(
  trial: Case,
  { other, stream, expected: matcher }: StepOf<'expectOtherOutput'>,
  view: StepView,
): Judgement {
  const events = eventsOfOther(view.window, other)
  const ending = endingOfOutput(events)
  const streams = stream === 'either' ? (['stdout', 'stderr'] as const) : [stream]
  const outputs = streams.map((one) => outputBytes(events, one))
  const missed = missedStreams(outputs, (output) => match(matcher, output, ending))
  if (missed.length < streams.length) return fulfilled
  const excess = excessOf(view, other)
  if (excess) return proved(excess)
  const { output: received } = bestOf(missed)
  const { leaf, start } = focusOn(matcher, received, ending)
  const like = formCause(leaf, received.subarray(start), ending)?.like
  const expected = wantedBytes(leaf, received.subarray(start))
  const cause = {
    kind: 'other-wrong-output',
    other,
    ours: isOurs(view.window, other),
    stream,
    ...(expected ? { expected: encodeBytes(expected) } : {}),
    ...(like === undefined ? {} : { like }),
    received: encodeBytes(received),
    ...seenBeside(events, received),
    ...limitOf(view),
  } as const
  return absent(trial, cause, view)
}

function judgeExit(
  trial: Case,
  { other, code: expected }: StepOf<'expectOtherExit'>,
  view: StepView,
): Judgement {
  const events = eventsOfOther(view.window, other)
  const exit = exitOf(events)
  const excess = excessOf(view, other)
  if (excess) return proved(excess)
  const isAsAsked = exit !== undefined && isRight(exit, expected)
  const crashed = isAsAsked && findCrash(exit, stderrOf(events), []) !== undefined
  if (isAsAsked && !crashed) return fulfilled
  const cause = {
    kind: 'other-wrong-exit',
    other,
    ours: isOurs(view.window, other),
    expected,
    ...(crashed ? { crashed } : {}),
    ...seenOf(events),
    ...limitOf(view),
  } as const
  return absent(trial, cause, view)
}

function isRight(exit: Exit, expected: StepOf<'expectOtherExit'>['code']): boolean {
  if (expected === 'any') return true
  if (exit.kind === 'signal') return false
  return expected === 'failure' ? exit.code !== 0 : exit.code === expected
}

function proved(cause: Cause): Judgement {
  return { kind: 'failed', cause, timed: false }
}

function isOurs(events: readonly Event[], other: string): boolean {
  return eventsOf(events, 'other').some((event) => event.other === other && event.ours)
}

/** What it was ended for. */
function excessOf({ until }: StepView, other: string): Cause | undefined {
  const over = eventsOf(eventsOfOther(until, other), 'over-limit')[0]
  if (!over) return undefined
  const { what, limit } = over
  return { kind: 'other-used-too-much', other, ours: isOurs(until, other), what, limit }
}

/** How it ended, and its last words: on standard error, or else on standard output. */
function seenOf(events: readonly Event[]) {
  const errors = linesOf(stderrOf(events))
  const lines = errors.length > 0 ? errors : linesOf(textOf(outputBytes(events, 'stdout')))
  return { ...exitIn(events), said: lines.slice(-bounds.otherLinesMax) }
}

/** The same, but for one line that is shown anyway. */
function seenBeside(events: readonly Event[], shown: Uint8Array) {
  const errors = outputBytes(events, 'stderr')
  const lines = linesOf(stderrOf(events))
  const isShown = lines.length <= 1 && Buffer.compare(errors, shown) === 0
  return { ...exitIn(events), said: isShown ? [] : lines.slice(-bounds.otherLinesMax) }
}

function exitIn(events: readonly Event[]): { readonly exit?: Exit } {
  const exit = exitOf(events)
  return exit ? { exit } : {}
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, bounds.stderrColumnsMax))
}
