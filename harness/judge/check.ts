import { payloadBytes } from '../assignment/payload.ts'
import type { Check, Lens } from '../assignment/schema.ts'
import type { Transcript } from '../transcript/transcript.ts'
import type { Cause } from './cause.ts'
import { judgeTrial } from './trial.ts'
import type { Evidence, Failure, Verdict } from './verdict.ts'

/** One trial with its verdict. */
export type JudgedTrial = {
  readonly scenario: string
  readonly lens: Lens
  readonly verdict: Verdict
  readonly transcript: Transcript | undefined
}

/** A check's verdict over all its trials, and the trial that decided it when it failed. */
export type JudgedCheck = {
  readonly check: Check
  readonly verdict: Verdict
  readonly trials: readonly JudgedTrial[]
  readonly decisive: JudgedTrial | undefined
}

/**
 * The verdict on a check: fail before unjudged before pass. A scenario that passes whole and fails
 * in pieces is the diagnosis itself: one recv() was taken for one message.
 */
export function judgeCheck(
  check: Check,
  transcripts: readonly Transcript[],
  lenses: readonly Lens[] = check.lenses,
): JudgedCheck {
  const trials = Object.entries(check.scenarios).flatMap(([scenario, steps]) =>
    lenses.map((lens): JudgedTrial => {
      const transcript = transcripts.find(
        (one) => one.check === check.id && one.scenario === scenario && one.lens === lens,
      )
      const verdict: Verdict = transcript
        ? judgeTrial(steps, transcript)
        : { kind: 'unjudged', because: 'no-transcript' }
      return { scenario, lens, verdict, transcript }
    }),
  )
  const decisive = trials.find(passesWholeElsewhere(trials)) ?? trials.find(isFailed)
  if (decisive?.verdict.kind === 'fail') {
    const { verdict } = decisive
    const cause = passesWholeElsewhere(trials)(decisive)
      ? oneRecv(check, decisive, verdict.cause)
      : verdict.cause
    return { check, verdict: { ...verdict, cause }, trials, decisive }
  }
  const unjudged = trials.find(({ verdict }) => verdict.kind === 'unjudged')
  const verdict = unjudged?.verdict ?? { kind: 'pass', evidence: weakest(trials) }
  return { check, verdict, trials, decisive: undefined }
}

function isFailed({ verdict }: JudgedTrial): boolean {
  return verdict.kind === 'fail'
}

/** Whether a trial failed in pieces while the same scenario passed whole. */
function passesWholeElsewhere(trials: readonly JudgedTrial[]) {
  return (trial: JudgedTrial): boolean =>
    isFailed(trial) &&
    trial.lens !== 'whole' &&
    trials.some(
      ({ scenario, lens, verdict }) =>
        scenario === trial.scenario && lens === 'whole' && verdict.kind === 'pass',
    )
}

function oneRecv(check: Check, { lens, scenario }: JudgedTrial, symptom: Failure['cause']): Cause {
  const sizes = check.scenarios[scenario]!.map((step) =>
    step.kind === 'send' ? payloadBytes(step.data).length : 0,
  )
  return {
    kind: 'one-recv-per-message',
    used: symptom.kind === 'wrong-output' ? symptom.found : 0,
    sent: sum(sizes),
    lens,
    symptom: symptom.kind,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

const strength: readonly Evidence[] = ['attempted', 'timed', 'proved']

function weakest(trials: readonly JudgedTrial[]): Evidence {
  const ranks = trials.flatMap(({ verdict }) =>
    verdict.kind === 'pass' ? [strength.indexOf(verdict.evidence)] : [],
  )
  return strength[Math.min(...ranks)]!
}
