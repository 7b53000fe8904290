import { once } from 'node:events'
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net'
import type { Family } from '../assignment/network.ts'
import { codeOf } from '../lib/errors.ts'

/** The harness's end of a server that the client program will connect to. */
export type Listener = AsyncDisposable & {
  /** The next connection that no peer has taken yet. */
  next(): Socket | undefined
}

/**
 * Listens on every local address of both families, because a host name resolves to either first;
 * where the assignment is about IPv6 on those of IPv6 alone, so that IPv4 leads nowhere.
 * `onConnection` is called when somebody has connected.
 */
export async function openListener(
  { port, family }: { readonly port: number; readonly family: Family },
  onConnection: () => void,
): Promise<Listener> {
  const waiting: Socket[] = []
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => undefined)
    waiting.push(socket)
    onConnection()
  })
  const ipv6Only = family === 'ipv6'
  await listenOn(server, { port, host: '::', ipv6Only }).catch(async (error: unknown) => {
    if (ipv6Only || codeOf(error) !== 'EAFNOSUPPORT') throw error
    await listenOn(server, { port, host: '0.0.0.0' })
  })
  return {
    next: () => waiting.shift(),
    async [Symbol.asyncDispose]() {
      for (const socket of waiting) socket.destroy()
      server.close()
    },
  }
}

async function listenOn(server: Server, where: ListenOptions): Promise<void> {
  server.listen(where)
  await once(server, 'listening')
}
