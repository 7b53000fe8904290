import type { Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { focusOn, match, wantedBytes } from '../match/match.ts'
import { eventsOf, type StepView } from '../transcript/views.ts'
import { absent, failed, fulfilled, limitOf, outputIn, type Case, type Judgement } from './case.ts'
import { formCause } from './form.ts'
import { bestOf, endingOfOutput, missedStreams } from './output.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Judges that a client program has connected, and from where. */
export function judgeAccept(
  trial: Case,
  { peer, fromPort: wanted }: StepOf<'accept'>,
  view: StepView,
): Judgement {
  const accepted = eventsOf(view.window, 'accepted').find((event) => event.peer === peer)
  const port = accepted?.fromPort
  if (wanted && port !== undefined && (port < wanted.from || port > wanted.to)) {
    // Which of its own the system chose is chance, and would make every report another one.
    const chosen = port < bounds.systemPortMin ? { port } : {}
    return failed({ kind: 'wrong-source-port', peer, wanted, ...chosen }, view)
  }
  if (accepted) return fulfilled
  const exit = trial.exit ? { exit: trial.exit } : {}
  return absent(trial, { kind: 'never-connected', peer, ...exit, ...limitOf(view) }, view)
}

/** Judges what the program wrote. */
export function judgeOutput(trial: Case, step: StepOf<'expectOutput'>, view: StepView): Judgement {
  const streams = step.stream === 'either' ? (['stdout', 'stderr'] as const) : [step.stream]
  const ending = endingOfOutput(view.window)
  const outputs = streams.map((stream) => outputIn(trial, view.window, stream))
  const missed = missedStreams(outputs, (output) => match(step.expected, output, ending))
  if (missed.length < streams.length) return fulfilled
  const { output, found } = bestOf(missed)
  const { leaf, start } = focusOn(step.expected, output, ending)
  const formed = formCause(leaf, output.subarray(start), ending)
  if (formed) return absent(trial, { ...formed, stream: step.stream }, view)
  const expected = wantedBytes(leaf, output.subarray(start))
  const cause = {
    kind: 'wrong-output',
    stream: step.stream,
    ...(expected ? { expected: encodeBytes(expected) } : {}),
    received: encodeBytes(output),
    found,
  } as const
  return absent(trial, cause, view)
}

/** Judges the end of the program. */
export function judgeExit(trial: Case, step: StepOf<'expectExit'>, view: StepView): Judgement {
  const { exit, crash } = trial
  if (exit === undefined || !view.window.some(({ kind }) => kind === 'exited')) {
    return failed({ kind: 'did-not-exit', ...limitOf(view) }, view)
  }
  if (crash && step.crash === 'forbidden') return failed({ kind: 'crashed', ...crash }, view)
  if (step.code === 'any') return fulfilled
  const right =
    exit.kind === 'code' && (step.code === 'failure' ? exit.code !== 0 : exit.code === step.code)
  return right ? fulfilled : failed({ kind: 'wrong-exit-code', expected: step.code, exit }, view)
}

/** Judges that nothing of the peers that have gone is left. */
export function judgeNoLeak(trial: Case, number: number, view: StepView): Judgement {
  if (view.end === 'met') return fulfilled
  const taken = eventsOf(trial.events, 'resources').find(({ step }) => step === number)
  if (!taken) return { kind: 'unplayed' }
  const { socketsBefore: before, sockets: after, peersGone } = taken
  const cause =
    taken.halfClosed > 0
      ? ({ kind: 'never-closes', peer: keptOpen(trial, taken.halfClosed) } as const)
      : ({ kind: 'leaks-descriptors', before, after, peersGone } as const)
  return absent(trial, cause, view)
}

/** Whose connection it keeps open: the first one, if it keeps all that ended; else nobody knows. */
function keptOpen({ events }: Case, count: number): string {
  const ended = eventsOf(events, 'closed').filter(({ how }) => how !== 'reset')
  const peers = new Set(ended.map(({ peer }) => peer))
  return peers.size === count ? [...peers][0]! : ''
}
