import { createConnection, type Socket } from 'node:net'
import type { Bell } from './bell.ts'

/** A client connection as a plain script has it. */
export type BarePeer = {
  readonly socket: Socket
  connected: boolean
  receivedBytes: number
  /** Whether the program has ended it, or has not taken it. */
  ended: boolean
}

/** Connects, and rings whenever anything has happened. */
export function connectBare(port: number, bell: Bell): BarePeer {
  const socket = createConnection({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true })
  const peer = { socket, connected: false, receivedBytes: 0, ended: false }
  socket.on('connect', () => {
    peer.connected = true
    bell.ring()
  })
  socket.on('data', (chunk) => {
    peer.receivedBytes += chunk.length
    bell.ring()
  })
  const end = () => {
    peer.ended = true
    bell.ring()
  }
  socket.on('end', end)
  socket.on('error', end)
  return peer
}
