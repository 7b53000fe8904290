import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { Family } from '../assignment/network.ts'
import type { Faults } from '../assignment/relay.ts'
import { bounds } from '../lib/bounds.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { endpointText } from '../lib/endpoint-text.ts'
import { codeOf, HarnessError } from '../lib/errors.ts'
import { openRelay, type Passing } from '../plan/relay.ts'
import type { Event } from '../transcript/event.ts'
import type { PeerContext } from './peer.ts'

/** An address and a port of UDP. */
export type Endpoint = { readonly host: string; readonly port: number }

/** A scripted UDP socket. What it receives goes to the history. Disposing of it closes it. */
export type DatagramPeer = Disposable & {
  readonly name: string
  readonly port: number
  /** Every datagram received so far, in order. */
  readonly received: readonly Uint8Array[]
  /** Where the last one came from. */
  source(): Endpoint | undefined
  /** Indexes in `received` that steps have used. */
  readonly taken: Set<number>
  /** From now on what it sends and receives goes through a relay with these faults. */
  relay(faults: { readonly toProgram: Faults; readonly fromProgram: Faults }): void
  /** Sends one datagram; resolves when the kernel has taken it. */
  send(data: Uint8Array, to: Endpoint): Promise<void>
}

/** Where a peer's socket is, and whom it asks if only one may answer. */
export type Place = Endpoint & {
  readonly family: Family
  readonly asked: (() => Endpoint) | undefined
}

/** Opens a UDP socket at `host` and `port`; 0 for one that the kernel chooses. */
export async function openDatagramPeer(
  name: string,
  { host, port, family, asked }: Place,
  context: PeerContext,
): Promise<DatagramPeer> {
  const socket = createSocket(family === 'ipv6' ? 'udp6' : 'udp4')
  const received: Uint8Array[] = []
  const relays = openRelays(name, context)
  let source: Endpoint | undefined
  let keptBytes = 0
  socket.on('message', (data, from) => {
    source = { host: from.address, port: from.port }
    for (const { data: copy, ...numbered } of relays.fromProgram(data)) {
      // Each takes room, also one without a byte.
      keptBytes += copy.length + bounds.datagramBytes
      if (keptBytes > context.receivedBytesMax) return
      received.push(copy)
      const stray = asked && strayOf(asked(), from)
      const event = { kind: 'datagram', peer: name, data: encodeBytes(copy) } as const
      context.record({ ...event, ...stray, ...numbered })
    }
  })
  socket.bind({ port, address: host })
  await once(socket, 'listening')
  // ICMP errors concern connected sockets alone; whatever else comes is ours.
  socket.on('error', (error) => context.record({ kind: 'fault', message: error.message }))
  context.record({ kind: 'opened', peer: name })
  return {
    name,
    port: socket.address().port,
    received,
    taken: new Set(),
    source: () => source,
    relay: relays.install,
    async send(data, to) {
      for (const { data: copy } of relays.toProgram(data)) await sendOne(socket, copy, { name, to })
    },
    [Symbol.dispose]: () => socket.close(),
  }
}

/** Sends one datagram; resolves when the kernel has taken it. */
function sendOne(
  socket: Socket,
  data: Uint8Array,
  { name, to }: { readonly name: string; readonly to: Endpoint },
): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(data, to.port, to.host, (error) => {
      if (error === null) resolve()
      else reject(new HarnessError(`${name} could not send a datagram: ${codeOf(error) ?? ''}`))
    })
  })
}

/** What goes on from a relay, with its number where that has done something to it. */
type Copy = { readonly data: Uint8Array; readonly number?: number }

/** The relay between a peer and the program, in both directions; without faults until it has some. */
function openRelays(peer: string, { record }: PeerContext) {
  let ways = { toProgram: openRelay([]), fromProgram: openRelay([]) }
  const through = (
    passings: readonly Passing[],
    direction: 'to-program' | 'from-program',
  ): readonly Copy[] =>
    passings.flatMap(({ number, fate, data, times }) => {
      if (fate === 'passed') return [{ data }]
      record({ kind: 'relayed', peer, direction, number, fate, data: encodeBytes(data) })
      return Array.from({ length: times }, () => ({ data, number }))
    })
  return {
    install(faults: { readonly toProgram: Faults; readonly fromProgram: Faults }) {
      ways = {
        toProgram: openRelay(faults.toProgram),
        fromProgram: openRelay(faults.fromProgram),
      }
    },
    toProgram: (data: Uint8Array) => through(ways.toProgram(data), 'to-program'),
    fromProgram: (data: Uint8Array) => through(ways.fromProgram(data), 'from-program'),
  }
}

type Stray = Pick<Extract<Event, { kind: 'datagram' }>, 'from'>

/** What is odd about where an answer came from: nothing, as a rule. */
function strayOf(asked: Endpoint, { address, port }: RemoteInfo): Stray {
  if (address === asked.host && port === asked.port) return {}
  const other = port === asked.port ? 'address' : 'port'
  return { from: { endpoint: endpointText(address, port), other } }
}
