import {
  isDatagramStep,
  isStepOfOther,
  type DatagramStep,
  type OtherStep,
  type Step,
} from '../assignment/step.ts'
import type { StepView } from '../transcript/views.ts'
import { fulfilled, whenPlayed, type Case, type Judgement } from './case.ts'
import { judgeDatagram, judgeNoDatagram, judgeSendDatagram } from './datagram-steps.ts'
import { judgeFile } from './file-step.ts'
import { judgeRestart } from './launch.ts'
import { judgeOther } from './other-steps.ts'
import { judgeClose, judgeExpect, judgeFence, judgeMove, judgeSilence } from './peer-steps.ts'
import { judgeAccept, judgeExit, judgeNoLeak, judgeOutput } from './program-steps.ts'

/** Judges step number `number` of a scenario, after all the steps before it. */
export function judgeStep(trial: Case, step: Step, number: number): Judgement {
  return whenPlayed(trial, number, (view) => {
    if (isDatagramStep(step)) return judgeDatagramStep(trial, step, { view, number })
    if (isStepOfOther(step)) return judgeOther(trial, step, view)
    return judgePlayed(trial, step, { view, number })
  })
}

type At = { readonly view: StepView; readonly number: number }

function judgePlayed(trial: Case, step: OtherStep, { view, number }: At): Judgement {
  switch (step.kind) {
    case 'connect':
    case 'send':
    case 'halfClose':
    case 'close':
    case 'reset':
      return judgeMove(trial, step.peer, view)
    case 'accept':
      return judgeAccept(trial, step, view)
    case 'expect':
      return judgeExpect(trial, step, view)
    case 'fence':
      return judgeFence(trial, step, view)
    case 'drain':
      return judgeClose(trial, { ...step, how: 'fin', before: 'nothing' }, view)
    case 'expectSilence':
      return judgeNothing(trial, step, view)
    case 'expectClose':
      return judgeClose(trial, step, view)
    case 'expectOutput':
      return judgeOutput(trial, step, view)
    case 'expectFile':
      return judgeFile(trial, step, { view, number })
    case 'expectExit':
      return judgeExit(trial, step, view)
    case 'expectNoLeak':
      return judgeNoLeak(trial, number, view)
    case 'restart':
      return judgeRestart(trial, view)
    case 'connectTogether':
    case 'listen':
    case 'refuse':
    case 'stdin':
    case 'signal':
    case 'freeze':
    case 'thaw':
      return fulfilled
  }
}

function judgeDatagramStep(trial: Case, step: DatagramStep, { view, number }: At): Judgement {
  if (step.kind === 'open' || step.kind === 'relay') return fulfilled
  return step.kind === 'sendDatagram'
    ? judgeSendDatagram(trial, step, view)
    : judgeDatagram(trial, step, { view, number })
}

function judgeNothing(
  trial: Case,
  step: Extract<Step, { kind: 'expectSilence' }>,
  view: StepView,
): Judgement {
  const { peer } = step
  const ofDatagrams = trial.events.some((event) => event.kind === 'opened' && event.peer === peer)
  return ofDatagrams ? judgeNoDatagram(trial, step, view) : judgeSilence(trial, step, view)
}
