import { readTcpRows } from '../kernel/read-tcp.ts'
import type { WaitingThread } from '../kernel/threads.ts'
import { hasEnded, haveRun, lookQuiet, type Quiet } from '../launch/settle.ts'
import { monotonicMs } from '../lib/clock.ts'
import { readDry } from '../lib/read-dry.ts'
import { datagramsInFlight } from './datagrams-seen.ts'
import { somethingInFlight } from './in-flight.ts'
import type { Stage } from './stage.ts'

/**
 * Looks whether the scenario is settled: nothing is in flight between the program and us, what it
 * sent is read, and nothing moves in it. Undefined while that cannot be said. Unread bytes and
 * connections that the program has not accepted do not matter: they are what was found.
 */
export async function lookSettled(stage: Stage): Promise<Quiet | undefined> {
  const { program, history } = stage
  if (!program || stage.frozen || hasCompany(stage)) return undefined
  const before = history.events.length
  if (isInFlight(stage)) return undefined
  const quiet = lookQuiet(program)
  if (!quiet || isInFlight(stage)) return undefined
  // What the program wrote before it fell asleep is in its pipes.
  await readDry()
  // Output beyond what is kept leaves no event; that it was read may have woken the program.
  return history.events.length === before && !haveRun(program, quiet) ? quiet : undefined
}

/** Another program that runs may do something at any time, for which the program waits. */
function hasCompany({ others }: Stage): boolean {
  return [...others.values()].some(({ program }) => !hasEnded(program))
}

function isInFlight(stage: Stage): boolean {
  return stage.transport === 'udp'
    ? datagramsInFlight(stage)
    : somethingInFlight(stage, readTcpRows())
}

/**
 * Whether a settled program stays so until `deadlineMs` (of the history's clock) unless we do
 * something: no thread waits for less. A wait that began after what we last did, and is long
 * enough, is as good as one without an end.
 */
export function staysSettled(stage: Stage, quiet: Quiet, deadlineMs: number): boolean {
  return !quiet.timers && quiet.waits.every((wait) => lasts(stage, { quiet, wait }, deadlineMs))
}

function lasts(
  stage: Stage,
  { quiet, wait }: { readonly quiet: Quiet; readonly wait: WaitingThread },
  deadlineMs: number,
): boolean {
  const { wakes, tid } = wait
  switch (wakes.kind) {
    case 'never':
      return true
    case 'at':
      return stage.history.elapsedMs() + wakes.monotonicMs - monotonicMs() >= deadlineMs
    case 'within': {
      const sinceMs = ranAfterMs(stage, tid, quiet.slices.get(tid))
      return sinceMs !== undefined && sinceMs + wakes.ms >= deadlineMs
    }
    case 'unknown':
      return false
    default:
      return wakes satisfies never
  }
}

/** The last mark after which this thread is known to have run; its present wait began later. */
function ranAfterMs({ marks }: Stage, tid: number, slices: number | undefined): number | undefined {
  return marks.findLast((mark) => mark.schedules.get(tid)?.slices !== slices)?.atMs
}
