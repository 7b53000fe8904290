import { haveRun, type Quiet } from '../launch/settle.ts'
import { HarnessError } from '../lib/errors.ts'
import { readDry } from '../lib/read-dry.ts'
import type { StepEnd } from '../transcript/event.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { isDelivering } from './in-flight.ts'
import { openDeadline, type Deadline } from './deadline.ts'
import { openRound, type Round } from './round.ts'
import type { Peer } from './peer.ts'
import { lookSettled, staysSettled } from './settle.ts'
import { programOn, within, type Stage } from './stage.ts'

/** What a look at the stage tells about an aim: there, out of reach, or still open. */
export type Outlook = 'met' | 'impossible' | 'open'

/** How long is waited, and whether something is due or, on the contrary, nothing may come. */
export type Patience = { readonly limitMs: number; readonly due: 'something' | 'nothing' }

/**
 * Waits until an aim is met or out of reach; until it is proved that nothing more will come of the
 * program by itself (`settled`); or, where that cannot be proved, until the limit has passed.
 */
export async function waitFor(
  stage: Stage,
  look: () => Outlook,
  { limitMs, due }: Patience,
): Promise<StepEnd> {
  const startMs = stage.history.elapsedMs()
  const isOver = () => look() !== 'open'
  await sleepUntil(stage, isOver, Math.min(firstPauseMs, limitMs))
  const early = look()
  if (early !== 'open') return early
  const deadline = openDeadline(stage, { startMs, limitMs })
  const round = openRound(stage, startMs)
  for (;;) {
    const end = await endOf(stage, look, { due, deadline, round })
    if (end !== undefined) return end
    const leftMs = deadline.leftMs()
    const pauseMs = pauseAfter(stage.history.elapsedMs() - startMs)
    await sleepUntil(stage, isOver, leftMs > 0 ? Math.min(pauseMs, leftMs) : pauseMs)
  }
}

/** What was not settled for long is looked at less often: a look takes time from the program. */
function pauseAfter(waitedMs: number): number {
  return Math.min(lastPauseMs, Math.max(firstPauseMs, waitedMs / pauseShare))
}

const firstPauseMs = 1
const lastPauseMs = 100
const pauseShare = 8

type Waiting = {
  readonly due: Patience['due']
  readonly deadline: Deadline
  readonly round: Round
}

/** Whether the wait is over, and how; undefined while it goes on. */
async function endOf(
  stage: Stage,
  look: () => Outlook,
  { due, deadline, round }: Waiting,
): Promise<StepEnd | undefined> {
  const quiet = await lookSettled(stage)
  round.note(quiet)
  const seen = look()
  if (seen !== 'open') return seen
  const untilMs = due === 'nothing' ? round.untilMs(deadline.atMs()) : deadline.atMs()
  if (quiet && staysSettled(stage, quiet, untilMs)) {
    stage.quiet = quiet
    const { kind } = stage.trust
    if (kind === 'believed' || (kind === 'presumed' && due === 'nothing')) return 'settled'
    if (kind !== 'timed') return verify(stage, look, { due, deadline, round, quiet })
  }
  return deadline.leftMs() > 0 ? undefined : atLimit(stage, look, { due, deadline, round, quiet })
}

/** How a wait ends when its limit has passed; not yet while bytes are on their way to us. */
async function atLimit(
  stage: Stage,
  look: () => Outlook,
  { due, deadline, round, quiet }: Waiting & { readonly quiet: Quiet | undefined },
): Promise<StepEnd | undefined> {
  await readDry()
  const late = look()
  if (late !== 'open') return late
  if (isDelivering(stage, readTcpRows()) && deadline.mayGrow()) return undefined
  if (due === 'something') return deadline.end()
  return round.isPending(quiet) ? undefined : deadline.endOfSilence(quiet !== undefined)
}

/**
 * Some timers show nowhere (SO_RCVTIMEO, alarm). The first time that a program seems to wait for
 * good where something is due, the limit is waited out: if something comes after all, or a thread
 * has so much as run, the program has such a timer, and is judged by the clock from then on; else
 * it is believed, unless its files name such a timer: it may not have been set this time.
 */
async function verify(
  stage: Stage,
  look: () => Outlook,
  { due, deadline, quiet }: Waiting & { readonly quiet: Quiet },
): Promise<StepEnd | undefined> {
  const { history, trust } = stage
  const before = history.events.length
  const moved = () => look() !== 'open' || history.events.length > before
  await sleepUntil(stage, moved, deadline.leftMs())
  await readDry()
  if (moved() || haveRun(programOn(stage), quiet)) {
    trust.kind = 'timed'
    return undefined
  }
  if (due === 'nothing') return 'limit'
  if (trust.kind === 'presumed') trust.kind = 'believed'
  return 'settled'
}

async function sleepUntil(stage: Stage, look: () => boolean, limitMs: number): Promise<void> {
  const outcome = await stage.history.until(look, within(stage, Math.max(0, limitMs)))
  if (outcome === 'aborted') throw new HarnessError('the trial was interrupted')
}

/** Waits until a peer is connected; later steps of a peer that is still connecting begin so. */
export function waitConnected(stage: Stage, peer: Peer): Promise<StepEnd> {
  const limitMs = stage.limits.connectMs
  return waitFor(stage, () => outlookOf(peer.status()), { limitMs, due: 'something' })
}

function outlookOf(status: ReturnType<Peer['status']>): Outlook {
  switch (status) {
    case 'connected':
      return 'met'
    case 'refused':
      return 'impossible'
    case 'connecting':
      return 'open'
    default:
      return status satisfies never
  }
}
