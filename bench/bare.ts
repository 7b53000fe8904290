import { mkdtemp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Built, Site } from '../harness/grade/site.ts'
import { prepareShortIo, shortIoEnvironment } from '../harness/lab/short-io.ts'
import { smallBuffers } from '../harness/lab/small-buffers.ts'
import { runCommand } from '../harness/launch/command.ts'
import { hasPrivateNetwork } from '../harness/lib/lab-kind.ts'
import { nowMs } from '../harness/lib/clock.ts'
import type { Delivery } from '../harness/transcript/delivery.ts'
import { ladder } from '../harness/transcript/ladder.ts'
import type { Play, Transcript } from '../harness/transcript/transcript.ts'
import { eventsOf } from '../harness/transcript/views.ts'
import { playBare } from './bare-play.ts'
import { startBare } from './bare-program.ts'
import { total } from './figures.ts'
import { programsOf, type Phases } from './phases.ts'

type Spent = Pick<Phases, 'startMs' | 'playMs' | 'endMs'>

/**
 * The bare minimum for what a grading did: the same programs with the same commands in the same
 * conditions, the same bytes, no copies, no proofs, nothing written down.
 */
export async function gradeBare(
  site: Site,
  built: Built,
  transcripts: readonly Transcript[],
): Promise<Phases> {
  const spent: Spent[] = []
  for (const transcript of transcripts) {
    for (const plays of programsOf(transcript)) {
      spent.push(await runProgram(site, built, { steps: transcript.steps, plays }))
    }
  }
  return {
    copyMs: 0,
    startMs: total(spent.map(({ startMs }) => startMs)),
    playMs: total(spent.map(({ playMs }) => playMs)),
    endMs: total(spent.map(({ endMs }) => endMs)),
    restMs: 0,
  }
}

type Run = { readonly steps: Transcript['steps']; readonly plays: readonly Play[] }

async function runProgram(site: Site, built: Built, { steps, plays }: Run): Promise<Spent> {
  const { delivery, events } = plays[0]!
  const port = eventsOf(events, 'listening')[0]?.port
  if (port === undefined) throw new Error('a program did not listen')
  await using _ =
    delivery.kind === 'slow-reader' && hasPrivateNetwork(site.lab) ? smallBuffers() : undefined
  const command = await commandOf(site, built, { port, delivery })
  const beginMs = nowMs()
  await using stack = new AsyncDisposableStack()
  const program = stack.use(await startBare(command, port))
  const readyMs = nowMs()
  for (const play of plays) await playBare({ program, port }, ladder(steps, play.events))
  const playedMs = nowMs()
  await stack.disposeAsync()
  return { startMs: readyMs - beginMs, playMs: playedMs - readyMs, endMs: nowMs() - playedMs }
}

async function commandOf(
  site: Site,
  built: Built,
  { port, delivery }: { readonly port: number; readonly delivery: Delivery },
) {
  const scratch = await mkdtemp(join(site.folder, 'bare-'))
  const entry = join(built.source, built.entry)
  const places = { cwd: dirname(entry), home: scratch, temporary: scratch }
  const own = { ...built, ...places, entry, port, mark: scratch, family: 'ipv4' } as const
  const command = runCommand(built.program, built.recipe, own)
  if (delivery.kind !== 'short-io') return command
  const shim = await prepareShortIo(site)
  if (shim.kind === 'missing') throw new Error(shim.because)
  const short = shortIoEnvironment(shim.library, delivery.what, join(scratch, 'mark'))
  return { ...command, environment: { ...command.environment, ...short } }
}
