import { familyOf } from '../assignment/network.ts'
import type { Step } from '../assignment/step.ts'
import { sideOf, transportOf } from '../assignment/transport.ts'
import { openHistory, type History } from '../drive/history.ts'
import { play } from '../drive/play.ts'
import { openStage, type Stage } from '../drive/stage.ts'
import { watchLag } from '../drive/watch-lag.ts'
import { seesKernel } from '../kernel/proc.ts'
import { keepTimeWait } from '../lab/kept-time-wait.ts'
import { choosePort, firstPeerPort, portLingers, waitUntilFree } from '../launch/port.ts'
import type { Program } from '../launch/program.ts'
import { waitUntilListening, type Provable } from '../launch/ready.ts'
import { waitUntilSettled } from '../launch/settle.ts'
import { judgePlay } from '../judge/play.ts'
import { bounds } from '../lib/bounds.ts'
import { messageOf } from '../lib/errors.ts'
import { hasPrivateNetwork } from '../lib/lab-kind.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Play } from '../transcript/transcript.ts'
import { launch } from './launch.ts'
import { note } from './note.ts'
import type { Preload } from './preload.ts'
import { startsOthers } from './others.ts'
import { openLives } from './restart.ts'
import { assertFree, waitUntilBindable } from './port-free.ts'
import type { Built, Site } from './site.ts'

/** What is played, how its bytes are delivered, and what is put before the program's libraries. */
export type Performance = {
  readonly trial: Trial
  readonly delivery: Delivery
  readonly preload?: Preload
}

/**
 * Plays a scenario to a program that is started for it; again, up to a bound, where the harness
 * itself was kept from running and that may have decided.
 */
export async function perform(site: Site, built: Built, what: Performance): Promise<Play> {
  const script = { steps: what.trial.steps, framing: site.assignment.framing }
  for (let left = bounds.belatedPlaysMax; ; left -= 1) {
    const played = await performOnce(site, built, what)
    const heldUp = left > 1 && played.events.some(({ kind }) => kind === 'held-up')
    if (!heldUp || judgePlay(script, played).kind !== 'unjudged') return played
  }
}

/** A fault of the harness is an event like any other: the judge makes it `unjudged`. */
async function performOnce(site: Site, built: Built, what: Performance): Promise<Play> {
  const history = openHistory()
  const kept = what.trial.timeWait === 'kept' && hasPrivateNetwork(site.lab)
  await using _ = kept ? keepTimeWait() : undefined
  try {
    await performOn(site, built, { ...what, history })
  } catch (error) {
    site.signal.throwIfAborted()
    history.record({ kind: 'fault', message: messageOf(error) })
  }
  return { delivery: what.delivery, events: [...history.events] }
}

type Running = Performance & { readonly history: History }

async function performOn(site: Site, built: Built, running: Running): Promise<void> {
  const port = await choosePort(built.program, hasPrivateNetwork(site.lab))
  const transport = transportOf(built.program.role)
  const lingered = transport === 'tcp' && port !== 0 && portLingers(port)
  assertFree(port, transport)
  if (transport === 'tcp' && port !== 0 && !seesKernel()) await waitUntilBindable(site, port)
  await using stage = openStage(stageOptions(site, built, { ...running, port }))
  using _ = transport === 'udp' ? watchLag(running.history.record) : undefined
  stage.startOther = startsOthers(site, built, { stage, name: nameOf(running) })
  const staged = { ...running, stage }
  if (stage.side === 'client') await playClient(site, built, staged)
  else if (!(await playServer(site, built, { ...staged, lingered }))) {
    await waitForPort(site, stage)
    running.history.forget()
    await playServer(site, built, { ...staged, lingered: false })
  }
  running.history.seal()
}

/** What a stage of this site and program needs to know. */
export function stageOptions(
  site: Site,
  built: Built,
  { trial, delivery, history, port }: Running & { readonly port: number },
) {
  const { limits } = site.config
  const transport = transportOf(built.program.role)
  return {
    transport,
    side: sideOf(built.program.role),
    history,
    limits,
    signal: AbortSignal.any([site.signal, AbortSignal.timeout(limits.trialMs)]),
    delivery,
    trust: built.trust,
    steps: trial.steps,
    seed: trial.seed,
    port,
    family: familyOf(site.assignment),
    firstLocalPort: hasPrivateNetwork(site.lab) ? firstPeerPort(transport) : undefined,
  }
}

type Staged = Running & { readonly stage: Stage }

/** What listens, or does not, is there before a client program starts. */
async function playClient(site: Site, built: Built, staged: Staged): Promise<void> {
  const { trial, stage } = staged
  const lead = trial.steps.findIndex(({ kind }) => !beforeStart.has(kind))
  const first = lead < 0 ? trial.steps.length : lead
  if (!(await play(stage, { steps: trial.steps.slice(0, first), first: 0 }))) return
  await using program = await launch(site, built, runOf(staged))
  stage.program = program
  await playRest(stage, trial, first)
}

const beforeStart: ReadonlySet<Step['kind']> = new Set([
  'listen',
  'refuse',
  'open',
  'relay',
  'startOther',
])

/**
 * A server program starts first, and must be seen to listen. Where connections of an earlier run
 * still keep its port, a program that does not listen is started again once they are gone; then
 * false is returned.
 */
async function playServer(
  site: Site,
  built: Built,
  { lingered, ...staged }: Staged & { readonly lingered: boolean },
): Promise<boolean> {
  const { stage, trial } = staged
  const { limits, signal, family, transport } = stage
  await using lives = await openLives(site, built, runOf(staged))
  const target = { rule: built.program.port, port: stage.address.port, family, transport }
  const listens = (program: Program) => {
    stage.program = program
    const wait = { limitMs: limits.startMs, signal, provable: provableOf(site, built) }
    return waitUntilListening(program, target, wait)
  }
  const ready = await listens(lives.first)
  if (ready.kind === 'not-listening' && lingered) return false
  note(stage, target.port, ready)
  stage.restart = async (onEnded) => {
    const again = await listens(await lives.again(onEnded))
    note(stage, target.port, again)
    return again
  }
  if (ready.kind === 'listening') await playRest(stage, trial, 0)
  else stage.history.seal()
  return true
}

/** In a network of our own nobody but us reaches a program. */
function provableOf({ lab }: Site, { trust }: Built): Provable {
  if (!hasPrivateNetwork(lab) || trust.kind === 'timed' || trust.kind === 'unverified')
    return 'nothing'
  return trust.kind === 'believed' ? 'all' : 'elsewhere'
}

async function waitForPort(site: Site, { address, limits, signal }: Stage): Promise<void> {
  site.onPortWait(address.port)
  await waitUntilFree(address.port, { limitMs: limits.portWaitMs, signal })
}

function nameOf({ trial }: Performance): string {
  return `${trial.check}-${trial.scenario}-${trial.lens}`
}

function runOf(staged: Staged) {
  const { stage, preload } = staged
  return { name: nameOf(staged), port: stage.address.port, record: stage.history.record, preload }
}

/** After a missed expectation the program gets the time to end, if it is about to: did it crash? */
async function playRest(stage: Stage, trial: Trial, first: number): Promise<void> {
  const { history, limits, signal } = stage
  await play(stage, { steps: trial.steps.slice(first), first })
  // Not the one that was there before: a step may have started it again.
  const { program } = stage
  const missed = history.events.some((event) => event.kind === 'step-ended' && event.end !== 'met')
  if (missed && program && seesKernel())
    await waitUntilSettled(program, { limitMs: limits.settleMs, signal })
  history.seal()
}
