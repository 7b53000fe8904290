import { payloadBytes } from '../assignment/payload.ts'
import { payloadOf, peersOf } from '../assignment/step.ts'
import { bounds } from '../lib/bounds.ts'
import { concatBytes, encodeBytes } from '../lib/bytes.ts'
import { endsWithMessage } from '../match/framing.ts'
import type { Exit } from '../transcript/event.ts'
import { eventsOf, stepView } from '../transcript/views.ts'
import type { Case } from './case.ts'
import type { Cause, CauseKind } from './cause.ts'
import { longLineInPieces } from './long-line.ts'
import { otherOrder } from './other-order.ts'
import { refineNoDatagram, refineWrongDatagram } from './refine-datagrams.ts'
import { refineMissingRepetition, refineRepetition } from './refine-repetition.ts'
import type { FilledScript } from './script.ts'

type Where = { readonly trial: Case; readonly script: FilledScript; readonly number: number }

/** The same failure with the cause that the kernel's state and the script give away. */
export function refine<K extends CauseKind>(
  cause: Extract<Cause, { kind: K }>,
  where: Where,
): Cause {
  const kind: K = cause.kind
  return refinements[kind]?.(cause, where) ?? cause
}

type Refinements = {
  readonly [K in CauseKind]?: (
    cause: Extract<Cause, { kind: K }>,
    where: Where,
  ) => Cause | undefined
}

/** Of each kind of cause that may have a better one behind it: how that one is found. */
const refinements: Refinements = {
  crashed: ({ exit }) => (isSigpipe(exit) ? { kind: 'dies-of-sigpipe' } : undefined),
  'never-accepted': serialService,
  reset: unreadReset,
  'extra-bytes': answeredEarly,
  'wrong-bytes': (cause, { script, number }) =>
    otherOrder(cause, script.asked, number) ?? longLineInPieces(cause, script.framing),
  'wrong-datagram': (cause, { trial, script: { steps }, number }) =>
    refineRepetition(cause, { trial, steps, number }) ?? refineWrongDatagram(cause, steps),
  'no-datagram': (cause, { trial, script: { steps }, number }) =>
    refineNoDatagram(cause, steps.slice(0, number), trial.events) ??
    refineMissingRepetition(cause, { trial, steps, number }),
  'no-answer': ({ peer }, where) => spins(peer, where),
  'missing-bytes': ({ peer }, where) => spins(peer, where),
  'did-not-close': ({ peer }, where) => spins(peer, where) ?? neverCloses(peer, where),
  'never-closes': ({ peer }, where) => spins(peer === '' ? lastToEnd(where) : peer, where),
  'leaks-descriptors': (_, where) => spins(lastToEnd(where), where),
  'did-not-exit': (_, where) => spins(lastToEnd(where), where),
}

function isSigpipe(exit: Exit): boolean {
  return exit.kind === 'signal' && exit.signal === 'SIGPIPE'
}

/** A thread waits on another client's connection: that is where accept() is not called. */
function serialService(
  { peer, waitingConnections }: Extract<Cause, { kind: 'never-accepted' }>,
  { trial, number }: Where,
): Cause | undefined {
  const waits = blockedAt(trial, number)?.threads ?? []
  const isOther = (name: string) => name !== peer
  const wait = waits.find(({ peers, listener }) => !listener && peers.some(isOther))
  const holder = wait?.peers.find(isOther)
  if (!wait || holder === undefined) return undefined
  const observed = eventsOf(trial.events, 'observed').findLast((event) => event.peer === peer)
  return {
    kind: 'serial-service',
    peer,
    holder,
    call: wait.call,
    ...(wait.bytesMax === undefined ? {} : { bytesMax: wait.bytesMax }),
    waitingConnections,
    unreadBytes: observed?.unreadBytes ?? 0,
  }
}

/** The kernel counted a reset for unread bytes, and it was not the end of the program. */
function unreadReset(
  { peer, received }: Extract<Cause, { kind: 'reset' }>,
  { trial, number }: Where,
): Cause | undefined {
  const counted = blockedAt(trial, number)?.unreadResets ?? 0
  return trial.exit === undefined && counted > 0
    ? { kind: 'reset-with-unread-data', peer, received }
    : undefined
}

/** What came although the peer's last message was not complete yet. */
function answeredEarly(
  { peer, extra }: Extract<Cause, { kind: 'extra-bytes' }>,
  { script, number }: Where,
): Cause | undefined {
  if (script.steps[number]?.kind !== 'expectSilence') return undefined
  const sent = concatBytes(
    script.steps.slice(0, number).flatMap((step) => {
      const payload = peersOf(step).includes(peer) ? payloadOf(step) : undefined
      return payload ? [payloadBytes(payload)] : []
    }),
  )
  if (endsWithMessage(script.framing, sent)) return undefined
  return { kind: 'answered-early', peer, sent: encodeBytes(sent), extra }
}

/**
 * It had the processor nearly all the time since its client ended, until the limit passed, and
 * nothing came of it. Before the limit any program that is at work looks like that.
 */
function spins(peer: string, { trial, number }: Where): Cause | undefined {
  const blocked = blockedAt(trial, number)
  if (!blocked || blocked.threads.length > 0 || !hasEnded(trial, peer)) return undefined
  if (stepView(trial.events, number)?.end !== 'limit') return undefined
  const { ranMs, elapsedMs, starvedMs } = blocked
  const busy = ranMs > 0 && ranMs >= (elapsedMs - starvedMs) * bounds.spinShare
  return busy ? { kind: 'spins-at-end-of-input', peer } : undefined
}

function neverCloses(peer: string, { trial, number }: Where): Cause | undefined {
  const observed = eventsOf(trial.events, 'observed').findLast(
    (event) => event.peer === peer && event.step === number,
  )
  return observed?.halfClosed === true && hasEnded(trial, peer)
    ? { kind: 'never-closes', peer }
    : undefined
}

/** The peer that ended its connection last, for failures that are nobody's in particular. */
function lastToEnd({ trial }: Where): string {
  return eventsOf(trial.events, 'closed').findLast(({ how }) => how !== 'reset')?.peer ?? ''
}

function hasEnded({ events }: Case, peer: string): boolean {
  return eventsOf(events, 'closed').some((event) => event.peer === peer && event.how !== 'reset')
}

function blockedAt({ events }: Case, number: number) {
  return eventsOf(events, 'blocked').find(({ step }) => step === number)
}
