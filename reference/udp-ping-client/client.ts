import { createSocket } from 'node:dgram'
import { setTimeout as pause } from 'node:timers/promises'

const count = 10
const patienceMs = 1000
const server = { address: '127.0.0.1', port: Number(process.argv[2]) }

/** The correct ping client: what does not come back within a second is lost. */
const socket = createSocket('udp4')
let received = 0
for (let number = 1; number <= count; number += 1) {
  const ms = await ping(`ping ${number}`)
  if (ms !== undefined) received += 1
  console.log(`ping ${number}: ${ms === undefined ? 'perdido' : `${ms.toFixed(2)} ms`}`)
}
console.log(`enviados: ${count}, recibidos: ${received}, perdidos: ${count - received}`)
socket.close()

/** How long an answer took, or undefined when none came. Whatever else comes is not one. */
async function ping(text: string): Promise<number | undefined> {
  const startMs = performance.now()
  const { promise, resolve } = Promise.withResolvers<number>()
  const listen = (data: Buffer, from: { address: string; port: number }) => {
    const isServer = from.address === server.address && from.port === server.port
    if (isServer && data.toString() === text) resolve(performance.now() - startMs)
  }
  socket.on('message', listen)
  socket.send(text, server.port, server.address)
  const ms = await Promise.race([promise, pause(patienceMs, undefined, { ref: false })])
  socket.off('message', listen)
  return ms
}
