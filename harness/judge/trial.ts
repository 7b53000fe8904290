import type { Lens } from '../assignment/schema.ts'
import { captureNames } from '../assignment/captures.ts'
import type { Step } from '../assignment/step.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { judgePlay } from './play.ts'
import type { Script } from './script.ts'
import type { Failure, Verdict } from './verdict.ts'

/** A play that failed, and how its bytes were delivered. */
export type FailedPlay = { readonly delivery: Delivery; readonly verdict: Failure }

/** The verdict on a trial, and every play of it that failed, in the order in which they were tried. */
export type TrialVerdict = { readonly verdict: Verdict; readonly failures: readonly FailedPlay[] }

/** One trial with its verdict. */
export type JudgedTrial = {
  readonly scenario: string
  readonly lens: Lens
  readonly verdict: Verdict
  /** The plays of it that failed. */
  readonly failures: readonly FailedPlay[]
  readonly transcript: Transcript | undefined
}

/** The verdict on one trial over its plays: fail before unjudged before pass. */
export function judgeTrial(script: Script, transcript: Transcript): TrialVerdict {
  const { impossible, plays } = transcript
  if (impossible === 'not-on-this-machine') return only(unjudged(impossible))
  if (impossible !== undefined) return only({ kind: 'skipped', because: impossible })
  if (!sameMoves(script.steps, transcript.steps)) return only(unjudged('scenario-changed'))
  const judged = plays.map((play) => ({ ...play, verdict: judgePlay(script, play) }))
  const failures = judged.flatMap(({ delivery, verdict }): readonly FailedPlay[] =>
    verdict.kind === 'fail' ? [{ delivery, verdict }] : [],
  )
  const open = judged.find(({ verdict }) => verdict.kind === 'unjudged')
  const weak = ['attempted', 'timed', 'proved'].flatMap((evidence) =>
    judged.filter(({ verdict }) => verdict.kind === 'pass' && verdict.evidence === evidence),
  )
  const decisive = failures[0] ?? open ?? weak[0]
  return { verdict: decisive?.verdict ?? unjudged('no-transcript'), failures }
}

function only(verdict: Verdict): TrialVerdict {
  return { verdict, failures: [] }
}

function unjudged(because: Extract<Verdict, { kind: 'unjudged' }>['because']): Verdict {
  return { kind: 'unjudged', because }
}

/** Whether the same was played; what is expected may differ, that is what judging again is for. */
function sameMoves(asked: readonly Step[], played: readonly Step[]): boolean {
  return JSON.stringify(asked.map(moveOf)) === JSON.stringify(played.map(moveOf))
}

function moveOf(step: Step): unknown {
  if (step.kind === 'expectDatagram') return [step.kind, step.peer, step.order, step.withinMs]
  // What is captured is sent later on.
  if (step.kind === 'expect' && captureNames(step).length > 0) return step
  if (step.kind === 'expect' || step.kind === 'expectClose') return [step.kind, step.peer]
  if (step.kind === 'fence') return [step.kind, step.peer, step.data]
  if (step.kind === 'expectOutput' || step.kind === 'expectExit') return step.kind
  return 'other' in step ? [step.kind, step.other] : step
}
