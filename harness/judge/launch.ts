import type { Event } from '../transcript/event.ts'
import { eventsOf, type StepView } from '../transcript/views.ts'
import { judgeAnnounced, wantedPort } from './announced.ts'
import { failed, fulfilled, outputIn, type Case, type Judgement } from './case.ts'
import type { Cause } from './cause.ts'
import type { Evidence } from './verdict.ts'

type Deaf = Extract<Event, { kind: 'not-listening' }>

/** Failures before the scenario could begin. */
export function judgeLaunch(
  trial: Case,
): { readonly cause: Cause; readonly evidence: Evidence } | undefined {
  const unbuilt = eventsOf(trial.life, 'build-failed')[0]
  if (unbuilt) {
    const { output, unmade } = unbuilt
    return { cause: { kind: 'did-not-build', output, unmade }, evidence: 'proved' }
  }
  const missing = eventsOf(trial.life, 'other-missing')[0]
  if (missing) return { cause: missingOther(missing), evidence: 'proved' }
  const deaf = eventsOf(trial.life, 'not-listening')[0]
  if (!deaf) return undefined
  const excess = excessIn(trial.life)
  if (excess) return { cause: excess, evidence: 'proved' }
  const ended = trial.exit !== undefined && deaf.sockets.length === 0
  const evidence = ended || deaf.limitMs === undefined ? 'proved' : 'timed'
  return { cause: silenceOf(trial, deaf), evidence }
}

function missingOther({
  program,
  because,
}: Extract<Event, { readonly kind: 'other-missing' }>): Cause {
  return because.kind === 'no-entry'
    ? { kind: 'no-such-program', program, reason: because.reason }
    : {
        kind: 'other-did-not-build',
        program,
        output: because.output,
        unmade: because.unmade,
      }
}

/** What a program was ended for; how much it used when that was seen is luck. */
export function excessIn(events: readonly Event[]): Cause | undefined {
  const over = eventsOf(events, 'over-limit')[0]
  return over && { kind: 'used-too-much', what: over.what, limit: over.limit }
}

/** What a program did instead of listening where it should. */
function silenceOf({ exit, lifeNumber }: Case, deaf: Deaf): Cause {
  const { sockets, family, limitMs } = deaf
  const port = wantedPort(deaf)
  const over = family ? { family } : {}
  const announced = judgeAnnounced(deaf)
  if (announced) return announced
  if (sockets.length > 0) return { kind: 'listens-elsewhere', port, sockets, ...over }
  return {
    kind: 'did-not-start',
    ...(exit ? { exit } : {}),
    port,
    ...(limitMs === undefined ? {} : { limitMs }),
    ...(lifeNumber > 0 ? { again: true } : {}),
  }
}

/** Judges that the program listens again. */
export function judgeRestart(trial: Case, view: StepView): Judgement {
  const deaf = eventsOf(trial.life, 'not-listening')[0]
  if (!deaf) return isUnseen(trial) && saysInUse(trial) ? failed(portHeld(trial), view) : fulfilled
  const cause = isPortHeld(trial) ? portHeld(trial, deaf) : silenceOf(trial, deaf)
  return failed(cause, view)
}

/** Where nothing is seen of the kernel nobody knows whether it listens before a peer comes. */
function isUnseen({ life }: Case): boolean {
  return eventsOf(life, 'listening').every(({ sockets }) => sockets.length === 0)
}

/**
 * Whether its connections of before are why the program does not listen: it says so itself, or the
 * kernel still had them, and it did not die of something else that it names.
 */
function isPortHeld(trial: Case): boolean {
  if (saysInUse(trial)) return true
  return heldOf(trial).length > 0 && trial.crash?.exception === undefined
}

/** EADDRINUSE as the C library, runtimes and languages put it. */
function saysInUse(trial: Case): boolean {
  return (['stderr', 'stdout'] as const).some((stream) => {
    const text = Buffer.from(outputIn(trial, trial.life, stream)).toString('utf8')
    return /address (?:is )?(?:already )?in use|\bEADDRINUSE\b|\bAddrInUse\b/i.test(text)
  })
}

function heldOf({ life }: Case) {
  return eventsOf(life, 'restarted').flatMap(({ held }) => held)
}

function portHeld(trial: Case, deaf?: Deaf): Cause {
  const { exit, events } = trial
  // The one on which it has listened: it may have chosen it.
  const port = eventsOf(events, 'listening').at(-1)?.port ?? 0
  return {
    kind: 'port-still-held',
    port,
    held: heldOf(trial),
    ...(exit ? { exit } : {}),
    ...(exit || deaf?.limitMs === undefined ? {} : { limitMs: deaf.limitMs }),
  }
}
