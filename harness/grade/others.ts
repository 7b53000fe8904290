import { payloadBytes } from '../assignment/payload.ts'
import { runOf } from '../assignment/step.ts'
import { sideOf } from '../assignment/transport.ts'
import { hearOther, type StartOther } from '../drive/other.ts'
import type { Stage } from '../drive/stage.ts'
import { seesKernel } from '../kernel/proc.ts'
import { portLingers, waitUntilFree } from '../launch/port.ts'
import type { Program } from '../launch/program.ts'
import { waitUntilListening, type Readiness } from '../launch/ready.ts'
import { HarnessError } from '../lib/errors.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { OtherRun } from '../transcript/others.ts'
import { launch } from './launch.ts'
import type { Built, OtherBuilt, Site } from './site.ts'

/** Where other programs are started, and what tells this trial's runs from others. */
type Place = { readonly stage: Stage; readonly name: string }

/**
 * Starts the programs that run beside a built one, each in a room of its own. A client is told where
 * the program listens; a server listens where the program will connect, and is waited for. One of
 * ours that does not is a fault of ours.
 */
export function startsOthers(site: Site, { others }: Built, { stage, name }: Place): StartOther {
  return async (step) => {
    const other = others.get(step.program)
    if (!other) throw new HarnessError(`the program "${step.program}" was not prepared`)
    const run = { other: runOf(step), ours: other.ours }
    await makeWay(site, other, stage)
    const { output, record } = hearOther(stage.history, run)
    const { port } = stage.address
    const what = { name: `${name}-${run.other}`, port, record }
    const program = await launch(site, other.built, what)
    const dispose = () => program[Symbol.asyncDispose]()
    stage.others.set(run.other, { program, output, [Symbol.asyncDispose]: dispose })
    if (step.stdin) program.write(payloadBytes(step.stdin), 'end')
    return isServer(other) ? listens(stage, program, { run, other }) : 'met'
  }
}

function isServer({ built }: OtherBuilt): boolean {
  return sideOf(built.program.role) === 'server'
}

/** A server may need a port that connections of an earlier trial still keep. */
async function makeWay(site: Site, other: OtherBuilt, stage: Stage): Promise<void> {
  const { address, limits, signal, side, transport } = stage
  if (sideOf(other.built.program.role) === side) {
    throw new HarnessError(`both programs are on the side of the ${side}`)
  }
  // Where nothing is seen of the kernel nobody knows whether the client comes too early.
  if (!seesKernel()) throw new HarnessError('it cannot be seen here whether a program listens')
  if (!isServer(other) || transport === 'udp' || !portLingers(address.port)) return
  site.onPortWait(address.port)
  await waitUntilFree(address.port, { limitMs: limits.portWaitMs, signal })
}

type Started = { readonly run: OtherRun; readonly other: OtherBuilt }

async function listens(
  stage: Stage,
  program: Program,
  { run, other: { built, ours } }: Started,
): Promise<StepEnd> {
  const { limits, signal, family, transport, address } = stage
  const target = { rule: built.program.port, port: address.port, family, transport }
  const ready = await waitUntilListening(program, target, { limitMs: limits.startMs, signal })
  if (ready.kind === 'listening') {
    const { port } = ready
    stage.address = { ...address, port }
    stage.history.record({ kind: 'other', ...run, event: { kind: 'listening', port } })
    return 'met'
  }
  if (ours) throw new HarnessError(`the reference "${run.other}" does not listen`)
  const sockets = [...ready.sockets]
  const seen = { port: address.port, sockets, limitMs: limits.startMs }
  stage.history.record({ kind: 'other', ...run, event: { kind: 'not-listening', ...seen } })
  return endOf(ready, program)
}

function endOf(
  { overloaded }: Extract<Readiness, { readonly kind: 'not-listening' }>,
  program: Program,
): StepEnd {
  if (overloaded) return 'overloaded'
  return program.exit() === undefined ? 'limit' : 'impossible'
}
