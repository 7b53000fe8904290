import type { Step } from '../assignment/step.ts'
import { hasEnded } from '../launch/settle.ts'
import { HarnessError } from '../lib/errors.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { Other } from './other.ts'
import { outlookOf } from './program-steps.ts'
import type { Stage } from './stage.ts'
import { waitFor } from './wait.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Another program starts; of a server it is waited until it listens. */
export function startOther(stage: Stage, step: StepOf<'startOther'>): Promise<StepEnd> {
  if (!stage.startOther) throw new HarnessError('nobody can start another program here')
  return stage.startOther(step)
}

/** Another program must write something. */
export function expectOtherOutput(
  stage: Stage,
  { other: name, stream, expected }: StepOf<'expectOtherOutput'>,
): Promise<StepEnd> {
  const other = otherNamed(stage, name)
  const streams = stream === 'either' ? (['stdout', 'stderr'] as const) : [stream]
  const look = () => {
    const outputs = streams.map((one) => other.output(one))
    return outlookOf(expected, outputs, hasEnded(other.program))
  }
  return waitFor(stage, look, { limitMs: stage.limits.outputMs, due: 'something' })
}

/** Another program must end by itself. */
export function expectOtherExit(
  stage: Stage,
  { other: name }: StepOf<'expectOtherExit'>,
): Promise<StepEnd> {
  const { program } = otherNamed(stage, name)
  return waitFor(stage, () => (program.exit() === undefined ? 'open' : 'met'), {
    limitMs: stage.limits.exitMs,
    due: 'something',
  })
}

/** The assignment's references were checked when it was loaded. */
function otherNamed(stage: Stage, name: string): Other {
  const other = stage.others.get(name)
  if (!other) throw new HarnessError(`the program "${name}" is not on the stage`)
  return other
}
