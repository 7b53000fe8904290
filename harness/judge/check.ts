import type { Check, Lens } from '../assignment/schema.ts'
import type { Framing } from '../assignment/framing.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { diagnose } from './diagnose.ts'
import { judgeTrial, type JudgedTrial } from './trial.ts'
import type { Evidence, Verdict } from './verdict.ts'

/** A check's verdict over all its trials, and the trial that decided it when it failed. */
export type JudgedCheck = {
  readonly check: Check
  readonly verdict: Verdict
  readonly trials: readonly JudgedTrial[]
  readonly decisive: JudgedTrial | undefined
}

/** How messages are told apart, and which lenses were asked for if not all. */
export type JudgeOptions = {
  readonly framing: Framing
  readonly lenses?: readonly Lens[] | undefined
}

/**
 * The verdict on a check: fail before unjudged before pass. Trials that are skipped (a lens that is
 * impossible for this program) do not count. What passes whole and fails in another lens is
 * diagnosed by that.
 */
export function judgeCheck(
  check: Check,
  transcripts: readonly Transcript[],
  options: JudgeOptions,
): JudgedCheck {
  const trials = Object.keys(check.scenarios).flatMap((scenario) =>
    judgeScenario(check, scenario, { transcripts, ...options }),
  )
  const decisive = trials.find(passesWholeElsewhere(trials)) ?? trials.find(isFailed)
  if (decisive?.verdict.kind === 'fail') {
    const { verdict } = decisive
    const cause = passesWholeElsewhere(trials)(decisive)
      ? diagnose(check.scenarios[decisive.scenario]!, decisive)
      : verdict.cause
    return { check, verdict: { ...verdict, cause }, trials, decisive }
  }
  const unjudged = trials.find(({ verdict }) => verdict.kind === 'unjudged')
  const verdict = unjudged?.verdict ?? { kind: 'pass', evidence: weakest(trials) }
  return { check, verdict, trials, decisive: undefined }
}

/** A scenario that fails whole is not played in other lenses: they could only fail again. */
function judgeScenario(
  check: Check,
  scenario: string,
  { transcripts, framing, lenses = check.lenses }: JudgeOptions & With,
): readonly JudgedTrial[] {
  const script = { steps: check.scenarios[scenario]!, framing }
  const find = (lens: Lens) =>
    transcripts.find(
      (one) => one.check === check.id && one.scenario === scenario && one.lens === lens,
    )
  const judged = lenses.map((lens): JudgedTrial => {
    const transcript = find(lens)
    const result = transcript ? judgeTrial(script, transcript) : missing
    return { scenario, lens, transcript, ...result }
  })
  const failsWhole = judged.some((trial) => trial.lens === 'whole' && isFailed(trial))
  return judged.map((trial) =>
    failsWhole && trial.transcript === undefined ? { ...trial, verdict: pointless } : trial,
  )
}

type With = { readonly transcripts: readonly Transcript[] }

const missing = { verdict: { kind: 'unjudged', because: 'no-transcript' }, failures: [] } as const
const pointless: Verdict = { kind: 'skipped', because: 'fails-whole' }

function isFailed({ verdict }: JudgedTrial): boolean {
  return verdict.kind === 'fail'
}

/** Whether a trial failed in another lens while the same scenario passed whole. */
function passesWholeElsewhere(trials: readonly JudgedTrial[]) {
  return (trial: JudgedTrial): boolean =>
    isFailed(trial) &&
    trial.lens !== 'whole' &&
    trials.some(
      ({ scenario, lens, verdict }) =>
        scenario === trial.scenario && lens === 'whole' && verdict.kind === 'pass',
    )
}

const strength: readonly Evidence[] = ['attempted', 'timed', 'proved']

function weakest(trials: readonly JudgedTrial[]): Evidence {
  const ranks = trials.flatMap(({ verdict }) =>
    verdict.kind === 'pass' ? [strength.indexOf(verdict.evidence)] : [],
  )
  return strength[Math.min(...ranks)]!
}
