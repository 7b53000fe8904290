import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

const blockBytes = 64
const patienceMs = 500
const attempts = 4
const receiver = { address: process.argv[2]!, port: Number(process.argv[3]) }

/** The correct sender: no block before the one in front of it is acknowledged. */
const [name] = await once(createInterface({ input: process.stdin }), 'line')
const file = await readFile(String(name))
const socket = createSocket('udp4')
process.exitCode = (await sendAll()) ? 0 : 1
socket.close()
process.stdin.destroy()

async function sendAll(): Promise<boolean> {
  for (let start = 0; start <= file.length; start += blockBytes) {
    const number = (start / blockBytes) % 256
    const block = datagram(1, number, file.subarray(start, start + blockBytes))
    if (!(await deliver(block, datagram(2, number)))) return false
  }
  return true
}

/** Sends a block until its acknowledgement comes. */
async function deliver(block: Buffer, acknowledgement: Buffer): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<true>()
  const listen = (data: Buffer, from: RemoteInfo) => {
    const isReceiver = from.address === receiver.address && from.port === receiver.port
    if (isReceiver && data.equals(acknowledgement)) resolve(true)
  }
  socket.on('message', listen)
  let arrived: true | undefined
  for (let attempt = 1; attempt <= attempts && !arrived; attempt += 1) {
    socket.send(block, receiver.port, receiver.address)
    arrived = await Promise.race([promise, pause(patienceMs, undefined, { ref: false })])
  }
  socket.off('message', listen)
  return arrived ?? false
}

/** Type, number, checksum (RFC 1071), data. */
function datagram(type: number, number: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const bytes = Buffer.from([type, number, 0, 0, ...data])
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += bytes[at]! * 256 + (bytes[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000)
  bytes.writeUInt16BE(0xffff - sum, 2)
  return bytes
}
