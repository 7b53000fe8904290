import { createConnection, type Socket } from 'node:net'
import { homeOf } from '../assignment/network.ts'
import type { Ports } from '../assignment/port.ts'
import { endpointText } from '../lib/endpoint-text.ts'
import { codeOf } from '../lib/errors.ts'
import type { Happening } from '../transcript/event.ts'
import { hearing, openInbox, type Inbox } from './inbox.ts'
import { keepReset } from './keep-reset.ts'
import { endSocket, writeTo } from './socket-output.ts'

/**
 * A scripted end of one TCP connection. What happens on it goes to the history. Disposing of it
 * resets the connection, so that nothing of it stays in the kernel.
 */
export type Peer = Disposable & {
  readonly name: string
  /** Its own port and the program's; 0 while it is not connected. */
  ports(): { readonly peer: number; readonly program: number }
  status(): 'connecting' | 'connected' | 'refused'
  /** How the program ended the connection, if it did. */
  end(): 'fin' | 'reset' | undefined
  /** Everything received so far. */
  received(): Uint8Array
  /** Bytes of `received` that earlier steps have used. */
  used: number
  /** Sends bytes; resolves when the kernel has taken them. */
  write(data: Uint8Array): Promise<void>
  /** Sends FIN; resolves when it has gone. The peer goes on reading, so that nothing that still
   *  comes turns into a reset. */
  finish(how: 'half' | 'fin'): Promise<void>
  /** Whether it has ended its own side. */
  finished(): boolean
  /** Sends RST. */
  reset(): void
  /** Whether it reads what arrives; until then everything stays in the kernel. */
  reading(): boolean
  startReading(): void
  /** Whether the kernel has taken everything that was written. */
  flushed(): boolean
}

/** Where peers report what happens, and how much they keep. */
export type PeerContext = {
  readonly record: (happening: Happening) => void
  readonly receivedBytesMax: number
  /** Whether peers read at once, or not before they are told to. */
  readonly reading: 'at-once' | 'late'
  /** Told once, when the program has ended its side of a connection. */
  readonly onEnd: (name: string) => void
}

/** Where a peer connects to, and from which port if that matters. */
export type Target = { readonly host: string; readonly port: number; readonly localPort?: number }

/** A peer that connects to the program. */
export function connectPeer(name: string, target: Target, context: PeerContext): Peer {
  const { host, port } = target
  const to = host === homeOf.ipv4 ? {} : { to: endpointText(host, port) }
  context.record({ kind: 'connecting', peer: name, ...to })
  const socket = createConnection({ ...target, allowHalfOpen: true, noDelay: true })
  return peerOn(openLine(name, socket, context))
}

/** A peer that took a connection of the program; where it comes from is written down if asked for. */
export function acceptPeer(step: Accept, socket: Socket, context: PeerContext): Peer {
  const { peer: name, fromPort } = step
  const { remotePort } = socket
  const from = fromPort && remotePort !== undefined ? { fromPort: remotePort } : {}
  context.record({ kind: 'accepted', peer: name, ...from })
  socket.setNoDelay(true)
  const peer = peerOn(openLine(name, socket, context))
  if (peer.reading()) socket.resume()
  return peer
}

type Accept = { readonly peer: string; readonly fromPort?: Ports | undefined }

/** What a peer knows of its connection. */
type Line = {
  readonly name: string
  readonly record: PeerContext['record']
  readonly onEnd: () => void
  readonly inbox: Inbox
  readonly hear: (chunk: Uint8Array) => void
  socket: Socket
  status: ReturnType<Peer['status']>
  ports: ReturnType<Peer['ports']>
  end: ReturnType<Peer['end']>
  reading: boolean
  /** Whether a reset has come: what the kernel still has is read, and nothing can be sent. */
  broken: boolean
}

function openLine(name: string, socket: Socket, context: PeerContext): Line {
  const { record, receivedBytesMax, onEnd } = context
  const inbox = openInbox(receivedBytesMax)
  const line: Line = {
    name,
    record,
    onEnd: () => onEnd(name),
    inbox,
    hear: hearing(inbox, name, record),
    socket,
    status: socket.connecting ? 'connecting' : 'connected',
    ports: portsOf(socket),
    end: undefined,
    reading: context.reading === 'at-once',
    broken: false,
  }
  socket.on('connect', () => connect(line))
  listenTo(line, 'fin')
  keepReset(socket, (connected) => {
    line.socket = connected
    line.broken = true
    if (line.status === 'connecting') connect(line)
    listenTo(line, 'reset')
    if (line.reading) connected.resume()
  })
  if (!line.reading) socket.pause()
  return line
}

function portsOf(socket: Socket): Line['ports'] {
  return { peer: socket.localPort ?? 0, program: socket.remotePort ?? 0 }
}

function connect(line: Line): void {
  line.status = 'connected'
  line.ports = portsOf(line.socket)
  line.record({ kind: 'connected', peer: line.name })
}

/** `endMeans`: what the end of the stream stands for. */
function listenTo(line: Line, endMeans: 'fin' | 'reset'): void {
  const { socket } = line
  socket.on('data', line.hear)
  socket.on('end', () => endLine(line, endMeans))
  socket.on('error', (error) => {
    if (line.status === 'connecting') failToConnect(line, codeOf(error) ?? 'unknown')
    else endLine(line, 'reset')
  })
}

/** Only a refusal is the program's doing; no free source port, say, is ours. */
function failToConnect(line: Line, code: string): void {
  line.status = 'refused'
  const { name, record } = line
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET')
    record({ kind: 'refused', peer: name, code })
  else record({ kind: 'fault', message: `${name} could not try to connect: ${code}` })
}

/** The first end is the one that counts. */
function endLine(line: Line, end: 'fin' | 'reset'): void {
  if (line.end !== undefined) return
  line.end = end
  line.record({ kind: end, peer: line.name })
  line.onEnd()
}

function peerOn(line: Line): Peer {
  const { name, record } = line
  return {
    name,
    used: 0,
    ports: () => line.ports,
    status: () => line.status,
    end: () => line.end,
    received: () => line.inbox.bytes(),
    write: async (data) => {
      if (!line.broken) await writeTo(line.socket, data)
    },
    async finish(how) {
      record({ kind: 'closed', peer: name, how })
      if (!line.broken) await endSocket(line.socket)
    },
    finished: () => line.broken || line.socket.writableEnded || line.socket.destroyed,
    reset() {
      record({ kind: 'closed', peer: name, how: 'reset' })
      line.end ??= 'reset'
      line.socket.resetAndDestroy()
    },
    reading: () => line.reading,
    startReading() {
      line.reading = true
      line.socket.resume()
    },
    flushed: () => line.socket.writableLength === 0,
    [Symbol.dispose]() {
      // Of a socket that is still connecting Node would put the reset off until it is connected.
      if (line.status === 'connecting') line.socket.destroy()
      else line.socket.resetAndDestroy()
    },
  }
}
