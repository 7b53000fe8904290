import type { Matcher } from '../assignment/matcher.ts'
import { payloadBytes } from '../assignment/payload.ts'
import type { Step } from '../assignment/step.ts'
import { hasEnded } from '../launch/settle.ts'
import { matchSoFar } from '../match/match.ts'
import type { StepEnd } from '../transcript/event.ts'
import { programOn, type Stage } from './stage.ts'
import { waitFor, type Outlook } from './wait.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Writes on the program's standard input. */
export async function stdin(stage: Stage, step: StepOf<'stdin'>): Promise<StepEnd> {
  programOn(stage).write(payloadBytes(step.data), step.then)
  return 'met'
}

/** Sends a signal to the program. */
export async function signal(stage: Stage, step: StepOf<'signal'>): Promise<StepEnd> {
  programOn(stage).signal(step.signal)
  return 'met'
}

/** Stops the program, so that what follows is seen all at once. */
export async function freeze(stage: Stage): Promise<StepEnd> {
  const { kind } = stage.trust
  await programOn(stage).freeze(stage.signal, kind === 'unverified' || kind === 'timed')
  stage.frozen = true
  return 'met'
}

/** Lets the program go on. */
export async function thaw(stage: Stage): Promise<StepEnd> {
  programOn(stage).thaw()
  stage.frozen = false
  return 'met'
}

/** The program must write something; a process that it leaves behind may do so for it. */
export async function expectOutput(stage: Stage, step: StepOf<'expectOutput'>): Promise<StepEnd> {
  const streams = step.stream === 'either' ? (['stdout', 'stderr'] as const) : [step.stream]
  const look = () => {
    const outputs = streams.map((stream) => stage.history.output(stream))
    return outlookOf(step.expected, outputs, hasEnded(programOn(stage)))
  }
  return waitFor(stage, look, { limitMs: stage.limits.outputMs, due: 'something' })
}

/** Whether one of some streams has what it should, or may still get it; `isLast`: no more will come. */
export function outlookOf(
  expected: Matcher,
  outputs: readonly Uint8Array[],
  isLast: boolean,
): Outlook {
  const matches = outputs.map((output) => matchSoFar(expected, output, isLast ? 'fin' : 'open'))
  if (matches.some(({ kind }) => kind === 'matched')) return 'met'
  if (matches.every(({ kind }) => kind === 'mismatch')) return 'impossible'
  return isLast ? 'impossible' : 'open'
}

/** The program must end by itself. */
export async function expectExit(stage: Stage): Promise<StepEnd> {
  return waitFor(stage, () => (programOn(stage).exit() === undefined ? 'open' : 'met'), {
    limitMs: stage.limits.exitMs,
    due: 'something',
  })
}
