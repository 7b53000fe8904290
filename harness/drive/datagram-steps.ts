import { homeOf } from '../assignment/network.ts'
import { payloadBytes } from '../assignment/payload.ts'
import type { Step } from '../assignment/step.ts'
import { HarnessError } from '../lib/errors.ts'
import { findDatagram } from '../match/datagrams.ts'
import type { StepEnd } from '../transcript/event.ts'
import { openDatagramPeer, type DatagramPeer, type Endpoint } from './datagram-peer.ts'
import type { Stage } from './stage.ts'
import { waitFor, type Outlook } from './wait.ts'

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/**
 * A peer opens its socket: before the program has started, where that will send; afterwards on a port
 * of its own, from which a server is asked.
 */
export async function open(stage: Stage, { peer }: StepOf<'open'>): Promise<StepEnd> {
  const { family, program, datagramPeers, context } = stage
  const atHome = program === undefined && datagramPeers.size === 0
  const port = atHome ? stage.address.port : (stage.nextLocalPort() ?? 0)
  const asked = stage.side === 'server' ? () => stage.address : undefined
  const place = { host: homeOf[family], port, family, asked }
  datagramPeers.set(peer, await openDatagramPeer(peer, place, context))
  return 'met'
}

/** A relay comes to stand between a peer and the program. */
export async function relay(stage: Stage, step: StepOf<'relay'>): Promise<StepEnd> {
  datagramPeerNamed(stage, step.peer).relay(step)
  return 'met'
}

/** A peer sends a datagram; impossible while nobody knows where the program is. */
export async function sendDatagram(
  stage: Stage,
  step: StepOf<'sendDatagram'>,
  number: number,
): Promise<StepEnd> {
  const peer = datagramPeerNamed(stage, step.peer)
  const to = stage.side === 'server' ? stage.address : sourceOf(stage, peer)
  if (to === undefined) return 'impossible'
  stage.history.record({ kind: 'datagram-sent', peer: peer.name, step: number })
  await peer.send(payloadBytes(step.data), to)
  return 'met'
}

/** Where the program's last datagram to this peer came from; a stranger knows it from the others. */
function sourceOf({ datagramPeers }: Stage, peer: DatagramPeer): Endpoint | undefined {
  return [peer, ...datagramPeers.values()]
    .map((one) => one.source())
    .find((one) => one !== undefined)
}

/** A peer waits for a datagram. */
export async function expectDatagram(
  stage: Stage,
  step: StepOf<'expectDatagram'>,
): Promise<StepEnd> {
  const peer = datagramPeerNamed(stage, step.peer)
  const look = () => findDatagram(step, peer.received, peer.taken)
  const end = await waitFor(
    stage,
    () => {
      const { kind } = look()
      if (kind === 'matched') return 'met'
      const gone = stage.program?.exit() !== undefined
      return kind === 'mismatch' || gone ? 'impossible' : 'open'
    },
    { limitMs: datagramLimitMs(stage, step), due: 'something' },
  )
  const now = look()
  if (now.kind === 'matched') peer.taken.add(now.index)
  return end
}

/**
 * How long a datagram is waited for: as long as its step says, or else the first of a client program
 * as long as its connection would be.
 */
export function datagramLimitMs(
  { side, limits, datagramPeers }: Stage,
  { peer, withinMs }: Pick<StepOf<'expectDatagram'>, 'peer' | 'withinMs'>,
): number {
  if (withinMs !== undefined) return withinMs
  const isFirst = side === 'client' && datagramPeers.get(peer)?.received.length === 0
  return isFirst ? limits.acceptMs : limits.answerMs
}

/** No datagram may come that was not expected. */
export async function expectNoDatagram(stage: Stage, name: string): Promise<StepEnd> {
  const peer = datagramPeerNamed(stage, name)
  const look = (): Outlook => {
    if (peer.received.length > peer.taken.size) return 'impossible'
    return stage.program?.exit() === undefined ? 'open' : 'met'
  }
  return waitFor(stage, look, { limitMs: stage.limits.silenceMs, due: 'nothing' })
}

/** The peer of that name; the assignment's references were checked when it was loaded. */
function datagramPeerNamed({ datagramPeers }: Stage, name: string): DatagramPeer {
  const peer = datagramPeers.get(name)
  if (!peer) throw new HarnessError(`the peer "${name}" has opened no socket`)
  return peer
}
