import type { Step } from '../assignment/step.ts'
import { seesKernel } from '../kernel/proc.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { bounds } from '../lib/bounds.ts'
import { pause } from '../lib/clock.ts'
import { pollUntil } from '../lib/poll.ts'
import { capturesFrom } from '../match/captures.ts'
import { matchSoFar } from '../match/match.ts'
import type { StepEnd } from '../transcript/event.ts'
import { lookLate } from './late-reader.ts'
import { noteSocket } from './leak-step.ts'
import { connectPeer, type Peer } from './peer.ts'
import { sendPieces } from './send.ts'
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
  const untilMs = stage.history.elapsedMs() + stage.limits.startMs
  for (;;) {
    startConnecting(stage, [step.peer])
    const peer = peerNamed(stage, step.peer)
    const waits = stage.frozen && seesKernel() ? waitHeldBack : waitConnected
    const end = await waits(stage, peer)
    if (end !== 'impossible' || !mayBeEarly(stage, untilMs)) return end
    await pause(bounds.retryMs, stage.signal)
  }
}

/**
 * To a program that is stopped connections are made as long as its queue has room; the kernel drops
 * attempts beyond that, which are made again by themselves (tcp(7)), and get through when it goes on.
 */
async function waitHeldBack(stage: Stage, peer: Peer): Promise<StepEnd> {
  const isOver = () => peer.status() !== 'connecting' || allHeldBack(stage)
  await pollUntil(isOver, within(stage, stage.limits.connectMs))
  return peer.status() === 'refused' ? 'impossible' : 'met'
}

function allHeldBack({ peers, address }: Stage): boolean {
  const connecting = [...peers.values()].filter((peer) => peer.status() === 'connecting')
  const asking = readTcpRows().filter(
    ({ state, remotePort }) => state === 'syn-sent' && remotePort === address.port,
  )
  return asking.length >= connecting.length
}

/** Whether a refusal may only mean that the program has not come to listen yet. */
function mayBeEarly({ peers, former, program, history }: Stage, untilMs: number): boolean {
  const isFirst = peers.size - former.size <= 1
  if (seesKernel() || program?.exit() !== undefined || !isFirst) return false
  return history.elapsedMs() < untilMs
}

/** Several peers connect at once; whether they get through shows in their later steps. */
export async function connectTogether(
  stage: Stage,
  step: StepOf<'connectTogether'>,
): Promise<StepEnd> {
  return startConnecting(stage, step.peers)
}

/** The peer sends the bytes of step number `number`. */
export async function send(stage: Stage, step: StepOf<'send'>, number: number): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  return connected === 'met' ? sendPieces(stage, peer, number) : connected
}

/** The peer sends a request, and waits for its answer. */
export async function fence(stage: Stage, step: StepOf<'fence'>, number: number): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  if (connected !== 'met') return connected
  const sent = await sendPieces(stage, peer, number)
  return sent === 'met' ? expectBytes(stage, step) : sent
}

/** The peer ends its side, and waits for the end of the program's. */
export async function drain(stage: Stage, { peer }: StepOf<'drain'>): Promise<StepEnd> {
  const ended = await endSide(stage, { kind: 'halfClose', peer })
  const close = { kind: 'expectClose', peer, how: 'fin', before: 'nothing' } as const
  return ended === 'met' ? expectClose(stage, close) : ended
}

/** The peer waits for bytes. */
export async function expectBytes(
  stage: Stage,
  step: Pick<StepOf<'expect'>, 'peer' | 'expected' | 'as'>,
): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  if (connected !== 'met') return connected
  await lookLate(stage, peer)
  const look = () =>
    matchSoFar(step.expected, peer.received().subarray(peer.used), peer.end() ?? 'open')
  const end = await waitFor(
    stage,
    () => {
      const { kind } = look()
      if (kind === 'partial') return peer.end() === undefined ? 'open' : 'impossible'
      return kind === 'matched' ? 'met' : 'impossible'
    },
    { limitMs: stage.limits.answerMs, due: 'something' },
  )
  const now = look()
  if (now.kind === 'matched') {
    const bytes = peer.received().subarray(peer.used, peer.used + now.used)
    for (const [name, value] of capturesFrom(step, bytes)) stage.captured.set(name, value)
    peer.used += now.used
  }
  return end
}

/**
 * Nothing may arrive: certain once the connection has ended or the program is proved to wait for
 * us; else after a limit, and not before the program sleeps, because one that waits for a processor
 * may still be about to send.
 */
export async function expectSilence(stage: Stage, step: StepOf<'expectSilence'>): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  await lookLate(stage, peer)
  const look = (): Outlook => {
    if (peer.received().length > peer.used) return 'impossible'
    return peer.end() === undefined ? 'open' : 'met'
  }
  return waitFor(stage, look, { limitMs: stage.limits.silenceMs, due: 'nothing' })
}

/** The program must end the connection. */
export async function expectClose(stage: Stage, step: StepOf<'expectClose'>): Promise<StepEnd> {
  const peer = peerNamed(stage, step.peer)
  const connected = await waitConnected(stage, peer)
  if (connected !== 'met') return connected
  await lookLate(stage, peer)
  return waitFor(
    stage,
    () => {
      const end = peer.end()
      if (end === undefined) return 'open'
      return step.how === 'either' || step.how === end ? 'met' : 'impossible'
    },
    { limitMs: stage.limits.closeMs, due: 'something' },
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
  noteSocket(stage, peer)
  if (step.kind === 'reset') {
    peer.reset()
    return 'met'
  }
  const gone = peer.finish(step.kind === 'halfClose' ? 'half' : 'fin')
  // What a frozen program should find together must be there before it goes on.
  if (peer.flushed()) await gone
  return 'met'
}
