import type { Step } from '../assignment/step.ts'
import { waitUntilSettled } from '../launch/settle.ts'
import { match } from '../match/match.ts'
import type { StepEnd } from '../transcript/event.ts'
import { connectPeer } from './peer.ts'
import { sendPayload } from './send.ts'
import { peerNamed, within, type Stage } from './stage.ts'
import { waitConnected, waitFor, type Outlook } from './wait.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** Peers start to connect, all in the same turn. */
function startConnecting(stage: Stage, names: readonly string[]): StepEnd {
  for (const name of names) {
    const localPort = stage.nextLocalPort()
    const target = { ...stage.address, ...(localPort === undefined ? {} : { localPort }) }
    stage.peers.set(name, connectPeer(name, target, stage.context))
  }
  return 'met'
}

/** One peer connects. */
export async function connect(stage: Stage, step: StepOf<'connect'>): Promise<StepEnd> {
  startConnecting(stage, [step.peer])
  return waitConnected(stage, peerNamed(stage, step.peer))
}

/** Several peers connect at once; whether they get through shows in their later steps. */
export async function connectTogether(
  stage: Stage,
  step: StepOf<'connectTogether'>,
): Promise<StepEnd> {
  return startConnecting(stage, step.peers)
}

/** The peer sends bytes. */
export async function send(stage: Stage, step: StepOf<'send'>): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  return connected === 'met' ? sendPayload(stage, peer, step.data) : connected
}

/** The peer waits for bytes. */
export async function expectBytes(stage: Stage, step: StepOf<'expect'>): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  if (connected !== 'met') return connected
  const look = () => match(step.expected, peer.received().subarray(peer.used))
  const end = await waitFor(
    stage,
    () => {
      const { kind } = look()
      if (kind === 'partial') return peer.end() === undefined ? 'open' : 'impossible'
      return kind === 'matched' ? 'met' : 'impossible'
    },
    stage.limits.answerMs,
  )
  const now = look()
  if (now.kind === 'matched') peer.used += now.used
  return end
}

/**
 * Nothing may arrive: certain once the connection has ended, else after a limit, and not before the
 * program sleeps: one that waits for a processor may still be about to send.
 */
export async function expectSilence(stage: Stage, step: StepOf<'expectSilence'>): Promise<StepEnd> {
  const { limits, program } = stage
  const peer = peerNamed(stage, step.peer)
  const look = (): Outlook => {
    if (peer.received().length > peer.used) return 'impossible'
    return peer.end() === undefined ? 'open' : 'met'
  }
  const end = await waitFor(stage, look, limits.silenceMs)
  if (end !== 'limit' || !program) return end
  await waitUntilSettled(program, within(stage, limits.answerMs))
  return waitFor(stage, look, 0)
}

/** The program must end the connection. */
export async function expectClose(stage: Stage, step: StepOf<'expectClose'>): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  if (connected !== 'met') return connected
  return waitFor(
    stage,
    () => {
      const end = peer.end()
      if (end === undefined) return 'open'
      return step.how === 'either' || step.how === end ? 'met' : 'impossible'
    },
    stage.limits.closeMs,
  )
}

/** The peer ends its side. */
export async function endSide(
  stage: Stage,
  step: StepOf<'halfClose' | 'close' | 'reset'>,
): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  if (connected !== 'met') return connected
  if (step.kind === 'reset') peer.reset()
  else peer.finish(step.kind === 'halfClose' ? 'half' : 'fin')
  return 'met'
}
