import type { Captured } from '../assignment/captured.ts'
import { homeOf, type Family } from '../assignment/network.ts'
import { peersOf, type Step } from '../assignment/step.ts'
import type { Transport } from '../assignment/transport.ts'
import type { Limits } from '../config/limits.ts'
import type { Schedules } from '../kernel/effort.ts'
import type { NetCounters } from '../kernel/net-counters.ts'
import { readNetCounters } from '../kernel/read-net-counters.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { readUdpRows } from '../kernel/read-udp.ts'
import type { SocketRow } from '../kernel/socket-row.ts'
import type { Program } from '../launch/program.ts'
import type { Readiness } from '../launch/ready.ts'
import type { Quiet } from '../launch/settle.ts'
import { HarnessError } from '../lib/errors.ts'
import type { WaitBounds } from '../lib/poll.ts'
import { piecesOf } from '../plan/pieces.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { History } from './history.ts'
import type { Listener } from './listener.ts'
import type { DatagramPeer } from './datagram-peer.ts'
import type { Other, StartOther } from './other.ts'
import type { Peer, PeerContext } from './peer.ts'
import type { Trust } from './trust.ts'

/** What the program's threads had done at some moment, by thread id. */
type Mark = { readonly atMs: number; readonly schedules: Schedules }

/** Where a scenario is played: its program, its peers and what bounds them. */
export type Stage = AsyncDisposable & {
  readonly history: History
  readonly limits: Limits
  readonly signal: AbortSignal
  readonly delivery: Delivery
  /** The pieces in which each send goes out, by its step's number. */
  readonly pieces: Map<number, readonly Uint8Array[]>
  /** What steps have captured, by its name. */
  readonly captured: Map<string, Captured>
  /** The sends that have such a value in them. */
  readonly filled: Set<number>
  /** Whether the calls in which the program is seen to wait tell the whole truth. */
  readonly trust: Trust
  /** Over which protocol they meet, and which side the program is. */
  readonly transport: Transport
  readonly side: 'server' | 'client'
  /** Over which version of IP program and peers meet. */
  readonly family: Family
  /** Whether nobody else uses this network. */
  readonly alone: boolean
  /** Taken before everything that was done to the program. */
  readonly marks: Mark[]
  /** How many sockets the program had before anything was done to it, and how many of them served
   *  nothing. */
  socketsBefore: { readonly all: number; readonly loose: number } | undefined
  /** The inodes of the program's sockets for peers that have ended their side, by their names. */
  readonly socketOf: Map<string, number>
  countersBefore: NetCounters
  /** Undefined until the program has started. */
  program: Program | undefined
  /** Ends the program, tells that it has ended, and starts it again; undefined where nobody can. */
  restart: ((onEnded: () => void) => Promise<Readiness>) | undefined
  /** Whether that is going on: peers hold still meanwhile. */
  restarting: boolean
  /** Starts another program and keeps it in `others`; undefined where nobody can. */
  startOther: StartOther | undefined
  /** Other programs, by what these runs are called. */
  readonly others: Map<string, Other>
  /** Peers that were there before the program was last started. */
  former: ReadonlySet<string>
  /** Where the program listens, or where it is expected to connect. */
  address: { readonly host: string; readonly port: number }
  listener: Listener | undefined
  frozen: boolean
  /** How the program was found when it was last proved to wait for good. */
  quiet: Quiet | undefined
  /** The steps that are still to be played. */
  upcoming: readonly Step[]
  readonly peers: Map<string, Peer>
  /** Those of a UDP program. */
  readonly datagramPeers: Map<string, DatagramPeer>
  readonly context: PeerContext
  /** A source port for the next peer, or undefined where the kernel may choose. */
  nextLocalPort(): number | undefined
}

/** What a stage needs to know before anything happens on it. */
export type StageOptions = Pick<
  Stage,
  'history' | 'limits' | 'signal' | 'delivery' | 'trust' | 'family'
> & {
  /** Those of TCP servers unless told otherwise. */
  readonly transport?: Transport
  readonly side?: Stage['side']
  readonly steps: readonly Step[]
  readonly seed: number
  readonly port: number
  /** In a network of our own the peers' ports are always the same, so that reports are too. */
  readonly firstLocalPort: number | undefined
}

/** An empty stage. Disposing of it ends peers, listener and other programs, and not the program. */
export function openStage(options: StageOptions): Stage {
  const { port, firstLocalPort, steps, seed, transport = 'tcp', side = 'server', ...rest } = options
  let localPort = firstLocalPort
  const peers = new Map<string, Peer>()
  const stage: Stage = {
    ...rest,
    transport,
    side,
    pieces: new Map(piecesOf(steps, options.delivery, seed)),
    captured: new Map(),
    filled: new Set(),
    alone: firstLocalPort !== undefined,
    marks: [],
    socketsBefore: undefined,
    socketOf: new Map(),
    countersBefore: readNetCounters(),
    program: undefined,
    restart: undefined,
    startOther: undefined,
    others: new Map(),
    restarting: false,
    former: new Set(),
    address: { host: homeOf[options.family], port },
    listener: undefined,
    frozen: false,
    quiet: undefined,
    peers,
    datagramPeers: new Map(),
    upcoming: [],
    context: contextOf(options, (name) => closeInReturn(stage, name)),
    nextLocalPort() {
      if (localPort === undefined) return undefined
      const used = new Set(usedRows(transport).map((row) => row.localPort))
      while (used.has(localPort)) localPort += 1
      return localPort++
    },
    [Symbol.asyncDispose]: () => closeStage(stage),
  }
  return stage
}

function contextOf(
  { history, limits, delivery }: StageOptions,
  onEnd: PeerContext['onEnd'],
): PeerContext {
  const { receivedBytesMax } = limits
  const reading = delivery.kind === 'slow-reader' ? 'late' : 'at-once'
  return { record: history.record, receivedBytesMax, reading, onEnd }
}

async function closeStage({ peers, datagramPeers, listener, others }: Stage): Promise<void> {
  await using stack = new AsyncDisposableStack()
  for (const peer of [...peers.values(), ...datagramPeers.values()]) peer[Symbol.dispose]()
  await listener?.[Symbol.asyncDispose]()
  for (const other of others.values()) stack.use(other)
}

function usedRows(transport: Transport): readonly SocketRow[] {
  return transport === 'udp' ? readUdpRows() : readTcpRows()
}

/**
 * A peer whose program has ended its side closes its own, as a client does that has read to the
 * end, unless it still has something to do: a program may wait for that before it goes on.
 */
function closeInReturn(stage: Stage, name: string): void {
  const peer = stage.peers.get(name)
  const busy = stage.upcoming.some(
    (step) => movers.includes(step.kind) && peersOf(step).includes(name),
  )
  if (stage.restarting || busy) return
  if (peer?.end() === 'fin' && !peer.finished()) void peer.finish('fin')
}

/** The same for peers that were busy when their connection ended. */
export function closeEnded(stage: Stage): void {
  for (const name of stage.peers.keys()) closeInReturn(stage, name)
}

const movers: readonly Step['kind'][] = ['send', 'fence', 'drain', 'halfClose', 'close', 'reset']

/** The peer of that name; the assignment's references were checked when it was loaded. */
export function peerNamed(stage: Stage, name: string): Peer {
  const peer = stage.peers.get(name)
  if (!peer) throw new HarnessError(`the peer "${name}" is not on the stage`)
  return peer
}

/** The program on the stage. */
export function programOn(stage: Stage): Program {
  if (!stage.program) throw new HarnessError('the program has not started yet')
  return stage.program
}

/** Bounds of a wait on this stage. */
export function within(stage: Stage, limitMs: number): WaitBounds {
  return { limitMs, signal: stage.signal }
}
