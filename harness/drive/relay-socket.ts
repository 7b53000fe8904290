import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { homeOf, type Family } from '../assignment/network.ts'
import type { Faults } from '../assignment/relay.ts'
import { openRelay } from '../plan/relay.ts'
import type { Endpoint } from './datagram-peer.ts'

/** What a relay between two programs does in each direction. */
export type RelayFaults = { readonly toServer: Faults; readonly toClient: Faults }

/** A relay between two programs, on a port of its own. Disposing of it closes it. */
export type RelaySocket = Disposable & { readonly port: number }

/**
 * Opens a relay before a server program: what a client sends to its port goes on to the server, and
 * what that answers goes back to the client that came last, with these faults.
 */
export async function openRelaySocket(
  server: Endpoint & { readonly family: Family },
  { toServer, toClient }: RelayFaults,
): Promise<RelaySocket> {
  const kind = server.family === 'ipv6' ? 'udp6' : 'udp4'
  const [front, back] = [createSocket(kind), createSocket(kind)]
  const forth = openRelay(toServer)
  const home = openRelay(toClient)
  let client: RemoteInfo | undefined
  front.on('message', (data, from) => {
    client = from
    for (const copy of passed(forth(data))) back.send(copy, server.port, server.host)
  })
  back.on('message', (data) => {
    if (client === undefined) return
    for (const copy of passed(home(data))) front.send(copy, client.port, client.address)
  })
  for (const socket of [front, back]) {
    socket.bind({ port: 0, address: homeOf[server.family] })
    await once(socket, 'listening')
  }
  return {
    port: front.address().port,
    [Symbol.dispose]() {
      front.close()
      back.close()
    },
  }
}

function passed(passings: ReturnType<ReturnType<typeof openRelay>>): readonly Uint8Array[] {
  return passings.flatMap(({ data, times }) => Array.from({ length: times }, () => data))
}
