import type { Step } from '../assignment/step.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { expectedBytes, match } from '../match/match.ts'
import { outputBytes, type StepView } from '../transcript/views.ts'
import { absent, failed, fulfilled, type Case, type Judgement } from './case.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Judges that a client program has connected. */
export function judgeAccept(trial: Case, { peer }: StepOf<'accept'>, view: StepView): Judgement {
  const accepted = view.window.some((event) => event.kind === 'accepted' && event.peer === peer)
  if (accepted) return fulfilled
  const exit = trial.exit ? { exit: trial.exit } : {}
  return absent(trial, { kind: 'never-connected', peer, ...exit, limitMs: view.limitMs }, view)
}

/** Judges what the program wrote. */
export function judgeOutput(trial: Case, step: StepOf<'expectOutput'>, view: StepView): Judgement {
  const streams = step.stream === 'either' ? (['stdout', 'stderr'] as const) : [step.stream]
  const outputs = streams.map((stream) => outputBytes(view.window, stream))
  const matches = outputs.map((output) => match(step.expected, output))
  if (matches.some(({ kind }) => kind === 'matched')) return fulfilled
  const expected = expectedBytes(step.expected)
  const cause = {
    kind: 'wrong-output',
    stream: step.stream,
    ...(expected ? { expected: encodeBytes(expected) } : {}),
    received: encodeBytes(outputs[0]!),
    found: Math.max(0, ...matches.map((seen) => (seen.kind === 'partial' ? seen.good : 0))),
  } as const
  return absent(trial, cause, view)
}

/** Judges the end of the program. */
export function judgeExit(trial: Case, step: StepOf<'expectExit'>, view: StepView): Judgement {
  const { exit, crash } = trial
  if (exit === undefined || !view.window.some(({ kind }) => kind === 'exited')) {
    return failed({ kind: 'did-not-exit', limitMs: view.limitMs }, view)
  }
  if (crash && step.crash === 'forbidden') return failed({ kind: 'crashed', ...crash }, view)
  if (step.code === 'any') return fulfilled
  const right = exit.kind === 'code' && exit.code === step.code
  return right ? fulfilled : failed({ kind: 'wrong-exit-code', expected: step.code, exit }, view)
}
