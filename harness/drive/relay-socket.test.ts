import { expect, test } from 'vitest'
import { openDatagramPeer, type DatagramPeer } from './datagram-peer.ts'
import { openHistory } from './history.ts'
import { openRelaySocket } from './relay-socket.ts'

const { signal } = new AbortController()
const host = '127.0.0.1'

test('a relay between two stands in both directions', async () => {
  const history = openHistory()
  const context = {
    record: history.record,
    receivedBytesMax: 10_000,
    reading: 'at-once',
    onEnd: () => undefined,
  } as const
  const open = (name: string) =>
    openDatagramPeer(name, { host, port: 0, family: 'ipv4', asked: undefined }, context)
  using server = await open('server')
  using client = await open('client')
  using relay = await openRelaySocket(
    { host, port: server.port, family: 'ipv4' },
    {
      toServer: [
        { kind: 'drop', datagram: 1 },
        { kind: 'duplicate', datagram: 2 },
      ],
      toClient: [{ kind: 'hold', datagram: 1, until: 2 }],
    },
  )
  const gets = async (peer: DatagramPeer, count: number) => {
    const look = () => peer.received.length >= count
    expect(await history.until(look, { limitMs: 5000, signal })).toBe('met')
    return peer.received.map((data) => Buffer.from(data).toString())
  }
  for (const text of ['a', 'b', 'c'])
    await client.send(Buffer.from(text), { host, port: relay.port })
  expect(await gets(server, 3)).toEqual(['b', 'b', 'c'])
  for (const text of ['x', 'y']) await server.send(Buffer.from(text), server.source()!)
  expect(await gets(client, 2)).toEqual(['y', 'x'])
  expect(client.source()?.port).toBe(relay.port)
})
