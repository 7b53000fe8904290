import { namesUsedIn, withCaptured } from '../assignment/captured.ts'
import { CodecFault } from '../assignment/codec.ts'
import { isOpen, type Step } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import type { Play } from '../transcript/transcript.ts'
import { eventsOf, stepView } from '../transcript/views.ts'
import type { Event } from '../transcript/event.ts'
import { isBelated } from './belated.ts'
import { nextLife, openCase, stderrOf, type Case, type Judgement } from './case.ts'
import type { Cause } from './cause.ts'
import { asSeen, inTerminal, movesCursor } from './in-terminal.ts'
import { isOfThaw } from './interrupted.ts'
import { hidesMore, mayBeBeyond, mayHaveAnnounced } from './kept.ts'
import { excessIn, judgeLaunch } from './launch.ts'
import { evidenceOf } from './evidence.ts'
import { refine } from './refine.ts'
import type { FilledScript, Script } from './script.ts'
import { judgeStep } from './step.ts'
import type { Circumstances, Evidence, UnjudgedReason, Verdict } from './verdict.ts'

/**
 * The verdict on one play: a pure function of the script and of what happened. The first step that
 * was not fulfilled decides.
 */
export function judgePlay(script: Script, play: Pick<Play, 'events'>): Verdict {
  try {
    return asSeen(play.events, judgeEvents(script, play))
  } catch (thrown) {
    if (thrown instanceof CodecFault) return unjudged('codec-fault', thrown.message)
    throw thrown
  }
}

function judgeEvents(script: Script, { events }: Pick<Play, 'events'>): Verdict {
  const fault = eventsOf(events, 'fault')[0]
  if (fault) return unjudged('harness-fault', fault.message)
  let trial = openCase(events)
  const early = judgeStart(trial)
  if (early) return early
  const steps = [...script.steps]
  for (const [number, asked] of script.steps.entries()) {
    if (asked.kind === 'restart') trial = nextLife(trial)
    const { step, judgement } = judgeAsked(trial, asked, number)
    steps[number] = step
    const filled = { ...script, steps, asked: script.steps }
    if (judgement.kind === 'unplayed') return unjudged('scenario-changed')
    if (judgement.kind === 'failed') return judgeFailure(trial, filled, { judgement, number })
  }
  if (hidesMore(events, script.steps)) return unjudged('more-than-kept')
  return { kind: 'pass', evidence: evidenceOf(script.steps, events) }
}

/** The verdict where the scenario could not begin. */
function judgeStart(trial: Case): Verdict | undefined {
  const deaf = eventsOf(trial.life, 'not-listening')[0]
  if (deaf?.overloaded) return unjudged('overloaded')
  const early = judgeLaunch(trial)
  if (!early) return undefined
  if (mayHaveAnnounced(trial.life, early.cause)) return unjudged('more-than-kept')
  return fail(trial, early.cause, { evidence: early.evidence })
}

type Judged = { readonly step: Step; readonly judgement: Judgement }

/** Judges a step with what those before it have captured; where they have not it was not played. */
function judgeAsked(trial: Case, asked: Step, number: number): Judged {
  if (!isOpen(asked)) return { step: asked, judgement: judgeStep(trial, asked, number) }
  const { captured } = trial
  if (!namesUsedIn(asked).every((name) => captured.has(name))) {
    return { step: asked, judgement: { kind: 'unplayed' } }
  }
  const step = withCaptured(asked, captured)
  return { step, judgement: judgeStep(trial, step, number) }
}

type FailedStep = {
  readonly judgement: Extract<Judgement, { kind: 'failed' }>
  readonly number: number
}

function judgeFailure(
  trial: Case,
  script: FilledScript,
  { judgement, number }: FailedStep,
): Verdict {
  const excuse = excuseOf(trial, script, { judgement, number })
  if (excuse) return unjudged(excuse)
  const { end, until } = stepView(trial.events, number)!
  const excess = excessIn(until)
  if (excess) return fail(trial, excess, { evidence: 'proved', step: number })
  if (end === 'overloaded' && judgement.timed) return unjudged('overloaded')
  const cause = refine(judgement.cause, { trial, script, number })
  return fail(trial, cause, { evidence: judgement.timed ? 'timed' : 'proved', step: number })
}

/** Why a failed step proves nothing, if it does not. */
function excuseOf(
  trial: Case,
  { steps }: FilledScript,
  { judgement: { cause }, number }: FailedStep,
): UnjudgedReason | undefined {
  if (isOfThaw(trial, cause)) return 'interrupted-call'
  if (isForgotten(trial, cause)) return 'lost-by-kernel'
  if (isLuck(cause)) return undefined
  if (mayBeBeyond(trial.events, steps[number], cause)) return 'more-than-kept'
  if (isDropped(trial)) return 'lost-by-kernel'
  if (isBelated({ events: trial.events, steps, number })) return 'overloaded'
  const isShown = steps[number]?.kind === 'expectOutput'
  return isShown && movesCursor(trial.life) ? 'moves-cursor' : undefined
}

function unjudged(because: UnjudgedReason, detail?: string): Verdict {
  return { kind: 'unjudged', because, ...(detail === undefined ? {} : { detail }) }
}

/** The kernel has thrown away a datagram, of the program's or of a peer's: what was lost nobody knows. */
function isDropped({ events }: Case): boolean {
  return eventsOf(events, 'datagrams-observed').some(({ dropped }) => dropped > 0)
}

/**
 * With SYN cookies a kernel whose accept queue is full answers a client without keeping anything of
 * it (tcp_syncookies, ip-sysctl): the client is connected, and the program is never told.
 */
function isForgotten({ events }: Case, cause: Cause): boolean {
  if (cause.kind !== 'never-accepted') return false
  const mine = events.filter((event) => 'peer' in event && event.peer === cause.peer)
  const observed = eventsOf(mine, 'observed').at(-1)
  const connected = mine.some(({ kind }) => kind === 'connected')
  return connected && observed?.known === false && observed.listening
}

function fail(
  trial: Case,
  cause: Cause,
  { evidence, step }: { readonly evidence: Evidence; readonly step?: number },
): Verdict {
  return { kind: 'fail', cause, evidence, circumstances: circumstancesOf(trial, { cause, step }) }
}

/** A program that is gone is noticed by whichever step comes next; which one that is means nothing. */
function isLuck({ kind }: Cause): boolean {
  return luck.has(kind)
}

const luck: ReadonlySet<Cause['kind']> = new Set([
  'crashed',
  'dies-of-sigpipe',
  'refused',
  'used-too-much',
])

function circumstancesOf(
  { events, life, exit }: Case,
  { cause, step }: { readonly cause: Cause; readonly step: number | undefined },
): Circumstances {
  const ended = events.find((event) => event.kind === 'step-ended' && event.step === step)
  const end = endOfText(stderrOf(life))
  return {
    ...(step === undefined || isLuck(cause) ? {} : { step }),
    ...(ended ? { seenAtMs: ended.atMs } : {}),
    ...(exit ? { exit } : {}),
    ...(exit || isLuck(cause) ? {} : waitsAt(events, step)),
    ...(end === '' ? {} : { [inTerminal(life) ? 'terminalEnd' : 'stderrEnd']: end }),
  }
}

/**
 * Where the program waited when it owed something. After something wrong has come it owes nothing: it
 * may be on its way back to accept() or there already, which says nothing and differs from run to run.
 */
function waitsAt(events: readonly Event[], step: number | undefined): Pick<Circumstances, 'waits'> {
  const ended = eventsOf(events, 'step-ended').find((event) => event.step === step)
  if (ended?.end === 'impossible') return {}
  const blocked = eventsOf(events, 'blocked').find((event) => event.step === step)
  return blocked && blocked.threads.length > 0 ? { waits: blocked.threads } : {}
}

function endOfText(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .slice(-bounds.stderrLinesMax)
    .map((line) => line.slice(0, bounds.stderrColumnsMax))
    .join('\n')
}
