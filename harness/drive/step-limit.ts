import type { Step } from '../assignment/step.ts'
import { datagramLimitMs } from './datagram-steps.ts'
import type { Stage } from './stage.ts'

/** The limit that bounds a step, for those that wait for the program. */
export function limitOf(stage: Stage, step: Step): number | undefined {
  if (step.kind === 'expectDatagram') return datagramLimitMs(stage, step)
  const { limits } = stage
  const byKind: { readonly [K in Step['kind']]?: number } = {
    connect: limits.connectMs,
    accept: limits.acceptMs,
    expect: limits.answerMs,
    expectSilence: limits.silenceMs,
    fence: limits.answerMs,
    drain: limits.closeMs,
    expectClose: limits.closeMs,
    expectOutput: limits.outputMs,
    expectFile: limits.outputMs,
    expectExit: limits.exitMs,
    expectNoLeak: limits.closeMs,
    restart: limits.startMs,
    startOther: limits.startMs,
    expectOtherOutput: limits.outputMs,
    expectOtherExit: limits.exitMs,
  }
  return byKind[step.kind]
}
