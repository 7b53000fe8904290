import { createConnection, type Socket } from 'node:net'
import { concatBytes, encodeBytes } from '../lib/bytes.ts'
import { codeOf } from '../lib/errors.ts'
import type { Happening } from '../transcript/event.ts'

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
  /** Sends FIN. The peer goes on reading, so that nothing that still comes turns into a reset. */
  finish(how: 'half' | 'fin'): void
  /** Whether it has ended its own side. */
  finished(): boolean
  /** Sends RST. */
  reset(): void
}

/** Where peers report what happens, and how much they keep. */
export type PeerContext = {
  readonly record: (happening: Happening) => void
  readonly receivedBytesMax: number
}

/** A peer that connects to the program. */
export function connectPeer(
  name: string,
  target: { readonly host: string; readonly port: number; readonly localPort?: number },
  context: PeerContext,
): Peer {
  context.record({ kind: 'connecting', peer: name })
  const socket = createConnection({ ...target, allowHalfOpen: true, noDelay: true })
  return watchSocket(name, socket, context)
}

/** A peer that took a connection of the program. */
export function acceptPeer(name: string, socket: Socket, context: PeerContext): Peer {
  context.record({ kind: 'accepted', peer: name })
  socket.setNoDelay(true)
  const peer = watchSocket(name, socket, context)
  socket.resume()
  return peer
}

function watchSocket(name: string, socket: Socket, context: PeerContext): Peer {
  const { record } = context
  let status: ReturnType<Peer['status']> = socket.connecting ? 'connecting' : 'connected'
  let ports = { peer: socket.localPort ?? 0, program: socket.remotePort ?? 0 }
  let end: ReturnType<Peer['end']>
  const inbox = openInbox(context.receivedBytesMax)
  socket.on('connect', () => {
    status = 'connected'
    ports = { peer: socket.localPort ?? 0, program: socket.remotePort ?? 0 }
    record({ kind: 'connected', peer: name })
  })
  socket.on('data', (chunk) => {
    record({ kind: 'received', peer: name, data: encodeBytes(inbox.take(chunk)) })
  })
  socket.on('end', () => {
    if (end !== undefined) return
    end = 'fin'
    record({ kind: 'fin', peer: name })
  })
  socket.on('error', (error) => {
    if (status === 'connecting') {
      status = 'refused'
      record({ kind: 'refused', peer: name, code: codeOf(error) ?? 'unknown' })
    } else if (end === undefined) {
      end = 'reset'
      record({ kind: 'reset', peer: name })
    }
  })
  return {
    name,
    ports: () => ports,
    status: () => status,
    end: () => end,
    received: inbox.bytes,
    used: 0,
    write: (data) => writeTo(socket, data),
    finish(how) {
      socket.end()
      record({ kind: 'closed', peer: name, how })
    },
    finished: () => socket.writableEnded || socket.destroyed,
    reset() {
      record({ kind: 'closed', peer: name, how: 'reset' })
      end ??= 'reset'
      socket.resetAndDestroy()
    },
    [Symbol.dispose]: () => void socket.resetAndDestroy(),
  }
}

/** Resolves also when the connection has ended: what the program did is in the history. */
function writeTo(socket: Socket, data: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve()
    else socket.write(data, () => resolve())
  })
}

/** Collects bytes; joins them only when asked, so that many small pieces stay cheap. */
function openInbox(bytesMax: number) {
  let parts: Uint8Array[] = []
  let kept = 0
  return {
    take(chunk: Uint8Array): Uint8Array {
      const part = chunk.subarray(0, Math.max(0, bytesMax - kept))
      kept += part.length
      parts.push(part)
      return part
    },
    bytes(): Uint8Array {
      if (parts.length > 1) parts = [concatBytes(parts)]
      return parts[0] ?? new Uint8Array()
    },
  }
}
