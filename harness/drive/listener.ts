import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { codeOf } from '../lib/errors.ts'

/** The harness's end of a server that the client program will connect to. */
export type Listener = AsyncDisposable & {
  /** The next connection that no peer has taken yet. */
  next(): Socket | undefined
}

/**
 * Listens on every local address of both families, because a host name resolves to either first.
 * `onConnection` is called when somebody has connected.
 */
export async function openListener(port: number, onConnection: () => void): Promise<Listener> {
  const waiting: Socket[] = []
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => undefined)
    waiting.push(socket)
    onConnection()
  })
  await listenOn(server, port, '::').catch(async (error: unknown) => {
    if (codeOf(error) !== 'EAFNOSUPPORT') throw error
    await listenOn(server, port, '0.0.0.0')
  })
  return {
    next: () => waiting.shift(),
    async [Symbol.asyncDispose]() {
      for (const socket of waiting) socket.destroy()
      server.close()
    },
  }
}

async function listenOn(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host })
  await once(server, 'listening')
}
