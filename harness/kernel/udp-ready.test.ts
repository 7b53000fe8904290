import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { boundSockets } from './listening.ts'
import { seesKernel } from './proc.ts'

test('a UDP socket with a port is seen, and one that is connected is not', async ({ skip }) => {
  skip(!seesKernel(), 'nothing is seen of the kernel here')
  const [server, client] = [createSocket('udp4'), createSocket('udp4')]
  try {
    server.bind(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address()
    client.connect(port, '127.0.0.1')
    await once(client, 'connect')
    const seen = boundSockets(() => [process.pid])
    expect(seen).toContainEqual({ address: '127.0.0.1', port, family: 'ipv4' })
    expect(seen.map((one) => one.port)).not.toContain(client.address().port)
  } finally {
    server.close()
    client.close()
  }
})
