import type { Socket } from 'node:net'

/** Node hands an end to the kernel some time after it was asked to. */
export function endSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve())
    socket.end(() => resolve())
  })
}

/** Resolves also when the connection has ended: what the program did is in the history. */
export function writeTo(socket: Socket, data: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve()
    else socket.write(data, () => resolve())
  })
}
