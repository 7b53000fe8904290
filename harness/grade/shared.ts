import { familyOf } from '../assignment/network.ts'
import type { Step } from '../assignment/step.ts'
import { openHistory, type History } from '../drive/history.ts'
import { play } from '../drive/play.ts'
import { lookSettled } from '../drive/settle.ts'
import { openStage, type Stage } from '../drive/stage.ts'
import { effortSince } from '../kernel/effort.ts'
import { readSchedules } from '../kernel/threads.ts'
import { choosePort } from '../launch/port.ts'
import type { Program } from '../launch/program.ts'
import { waitUntilListening } from '../launch/ready.ts'
import { hasEnded } from '../launch/settle.ts'
import { bounds } from '../lib/bounds.ts'
import { nowMs } from '../lib/clock.ts'
import { pollUntil } from '../lib/poll.ts'
import { hasPrivateNetwork } from '../lib/lab-kind.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Happening } from '../transcript/event.ts'
import type { Play } from '../transcript/transcript.ts'
import { addressOf, told } from './address.ts'
import { launch } from './launch.ts'
import { stageOptions } from './perform.ts'
import type { Built, Site } from './site.ts'

/** A server program to which a scenario is played again and again, each time by new peers. */
export type Shared = AsyncDisposable & {
  /** Plays it once; undefined when the program can take no more. */
  play(delivery: Delivery): Promise<Play | undefined>
  /** Whether something went on in the program after a play: what follows would not be clean. */
  restless(): boolean
}

/**
 * Whether playing a scenario twice to one program can make sense: all of it is about connections, and
 * not about what an earlier one leaves.
 */
export function isSharable(built: Built, { steps, timeWait }: Trial): boolean {
  const isServer = built.program.role === 'server' && timeWait === 'dropped'
  return isServer && steps.every(({ kind }) => connectionSteps.has(kind))
}

const connectionSteps: ReadonlySet<Step['kind']> = new Set([
  'connect',
  'connectTogether',
  'send',
  'expect',
  'expectSilence',
  'expectClose',
  'fence',
  'drain',
  'halfClose',
  'close',
])

/**
 * Starts a server program for several plays; undefined when it does not listen. A play that fails
 * says nothing until it has failed with a program of its own too, because what an earlier play left
 * behind may be to blame.
 */
export async function openShared(
  site: Site,
  built: Built,
  trial: Trial,
): Promise<Shared | undefined> {
  const port = await choosePort(built.program, hasPrivateNetwork(site.lab))
  const opening: Happening[] = []
  let record = (happening: Happening): void => {
    opening.push(happening)
  }
  await using stack = new AsyncDisposableStack()
  const name = `${trial.check}-${trial.scenario}-${trial.lens}-shared`
  const run = { name, port, record: (happening: Happening) => record(happening) }
  const program = stack.use(await launch(site, built, run))
  const family = familyOf(site.assignment)
  const target = { rule: built.program.port, port, family }
  const wait = { limitMs: site.config.limits.startMs, signal: site.signal }
  const ready = await waitUntilListening(program, target, wait)
  if (ready.kind === 'not-listening') return undefined
  const sockets = [...ready.sockets]
  opening.push({ kind: 'listening', port: ready.port, sockets, ...told(family) })
  const owned = stack.move()
  let restless = false
  return {
    restless: () => restless,
    async play(delivery) {
      if (hasEnded(program)) return undefined
      const history = openHistory()
      for (const happening of opening) history.record(happening)
      record = history.record
      const options = stageOptions(site, built, { trial, delivery, history, port: ready.port })
      await using stage = openStage(options)
      stage.program = program
      stage.address = addressOf(ready, family)
      restless = !(await playOnce(stage, trial, { history, program }))
      return { delivery, events: [...history.events] }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/**
 * Afterwards the peers leave politely, and the program gets the time to see them go; false when it
 * does not come to rest.
 */
async function playOnce(
  stage: Stage,
  { steps }: Trial,
  { history, program }: { readonly history: History; readonly program: Program },
): Promise<boolean> {
  await play(stage, { steps, first: 0 })
  history.seal()
  for (const peer of stage.peers.values()) {
    if (!peer.finished() && peer.status() === 'connected') void peer.finish('fin')
  }
  const schedules = readSchedules(program.processes())
  const startMs = nowMs()
  const isSpent = () =>
    nowMs() - startMs > bounds.restMs &&
    effortSince(program.processes(), schedules).ranMs > bounds.restMs
  let settled = false
  const isOver = async () => {
    settled = hasEnded(program) || (await lookSettled(stage)) !== undefined
    return settled || isSpent()
  }
  await pollUntil(isOver, { limitMs: stage.limits.settleMs, signal: stage.signal })
  return settled
}
