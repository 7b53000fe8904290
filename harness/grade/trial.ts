import { openHistory, type History } from '../drive/history.ts'
import { play } from '../drive/play.ts'
import { openStage, type Stage } from '../drive/stage.ts'
import {
  choosePort,
  firstPeerPort,
  portHolder,
  portLingers,
  waitUntilFree,
} from '../launch/port.ts'
import { waitUntilListening } from '../launch/ready.ts'
import { waitUntilSettled } from '../launch/settle.ts'
import { HarnessError, messageOf } from '../lib/errors.ts'
import type { Trial } from '../plan/trials.ts'
import type { Listening } from '../transcript/event.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { launch } from './launch.ts'
import type { Built, Site } from './site.ts'

/**
 * Runs one trial and returns what happened. A fault of the harness is an event like any other: the
 * judge makes it `unjudged`.
 */
export async function runTrial(site: Site, built: Built, trial: Trial): Promise<Transcript> {
  const history = openHistory()
  try {
    await runOn(site, built, { trial, history })
  } catch (error) {
    site.signal.throwIfAborted()
    history.record({ kind: 'fault', message: messageOf(error) })
  }
  return transcriptOf(trial, history)
}

/** A trial that could not begin, because its submission did not build. */
export function unbuiltTrial(trial: Trial, output: string): Transcript {
  const history = openHistory()
  history.record({ kind: 'build-failed', output })
  return transcriptOf(trial, history)
}

type Running = { readonly trial: Trial; readonly history: History }

function transcriptOf({ check, scenario, lens, seed, steps }: Trial, history: History): Transcript {
  const played = { check, scenario, lens, seed, steps: [...steps] }
  return { version: 1, ...played, events: [...history.events], tookMs: history.elapsedMs() }
}

async function runOn(site: Site, built: Built, running: Running): Promise<void> {
  const { trial, history } = running
  const { limits } = site.config
  const signal = AbortSignal.any([site.signal, AbortSignal.timeout(limits.trialMs)])
  const port = await choosePort(built.program.port)
  const lingered = port !== 0 && portLingers(port)
  assertFree(port)
  await using stage = openStage({
    history,
    limits,
    signal,
    port,
    lens: trial.lens,
    seed: trial.seed,
    firstLocalPort: site.lab === 'net' ? firstPeerPort() : undefined,
  })
  if (built.program.role === 'client') await playClient(site, built, { trial, stage })
  else if (!(await playServer(site, built, { trial, stage, lingered }))) {
    await waitForPort(site, stage)
    history.forget()
    await playServer(site, built, { trial, stage, lingered: false })
  }
  history.seal()
}

function assertFree(port: number): void {
  const holder = port === 0 ? undefined : portHolder(port)
  if (holder !== undefined) throw new HarnessError(`port ${port} is held by ${holder}`)
}

type Staged = { readonly trial: Trial; readonly stage: Stage }

/** What listens, or does not, is there before a client program starts. */
async function playClient(site: Site, built: Built, { trial, stage }: Staged): Promise<void> {
  const lead = trial.steps.findIndex(({ kind }) => kind !== 'listen' && kind !== 'refuse')
  const first = lead < 0 ? trial.steps.length : lead
  await play(stage, { steps: trial.steps.slice(0, first), first: 0 })
  await using program = await launch(site, built, runOf(trial, stage))
  stage.program = program
  await playRest(stage, trial, first)
}

/**
 * A server program starts first, and must be seen to listen. Where connections of an earlier run
 * still keep its port, a program that does not listen is started again once they are gone; then
 * false is returned.
 */
async function playServer(
  site: Site,
  built: Built,
  { trial, stage, lingered }: Staged & { readonly lingered: boolean },
): Promise<boolean> {
  const { history, limits, signal } = stage
  await using program = await launch(site, built, runOf(trial, stage))
  stage.program = program
  const { port } = stage.address
  const target = { rule: built.program.port, port }
  const ready = await waitUntilListening(program, target, { limitMs: limits.startMs, signal })
  if (ready.kind === 'not-listening' && lingered) return false
  const sockets = [...ready.sockets]
  if (ready.kind === 'not-listening') {
    history.record({ kind: 'not-listening', port, sockets, limitMs: limits.startMs })
    history.seal()
    return true
  }
  history.record({ kind: 'listening', port: ready.port, sockets })
  stage.address = { host: hostOf(sockets, ready.port), port: ready.port }
  await playRest(stage, trial, 0)
  return true
}

async function waitForPort(site: Site, { address, limits, signal }: Stage): Promise<void> {
  site.onPortWait(address.port)
  await waitUntilFree(address.port, { limitMs: limits.portWaitMs, signal })
}

function runOf(trial: Trial, stage: Stage) {
  const name = `${trial.check}-${trial.scenario}-${trial.lens}`
  return { name, port: stage.address.port, record: stage.history.record }
}

/** After a missed expectation the program gets the time to end, if it is about to: did it crash? */
async function playRest(stage: Stage, trial: Trial, first: number): Promise<void> {
  const { history, limits, signal, program } = stage
  await play(stage, { steps: trial.steps.slice(first), first })
  const missed = history.events.some((event) => event.kind === 'step-ended' && event.end !== 'met')
  if (missed && program) await waitUntilSettled(program, { limitMs: limits.settleMs, signal })
  history.seal()
}

/** An address where the program can be reached over IPv4, as the kernel shows it. */
function hostOf(sockets: readonly Listening[], port: number): string {
  const own = sockets.find(
    (socket) =>
      socket.port === port && socket.address.includes('.') && socket.address !== '0.0.0.0',
  )
  return own?.address ?? '127.0.0.1'
}
