import { createSocket, type RemoteInfo } from 'node:dgram'
import { openSync, writeSync, closeSync } from 'node:fs'

const headerBytes = 4
const blockBytes = 64
const [data, acknowledgement] = [1, 2]
const [port, path] = process.argv.slice(2)

/** The correct receiver: the next block is written and acknowledged, a copy of the last one acknowledged. */
const file = openSync(path!, 'w')
const socket = createSocket('udp4')
let sender: string | undefined
let next = 0
let open = true
socket.on('message', take)
socket.bind(Number(port))

function take(datagram: Buffer, from: RemoteInfo): void {
  const whence = `${from.address}:${from.port}`
  if (!isBlock(datagram) || (sender ?? whence) !== whence) return
  const number = datagram[1]!
  const isNext = open && number === next
  const isLast = sender !== undefined && number === (next + 255) % 256
  if (isNext) {
    sender = whence
    next = (next + 1) % 256
    write(datagram.subarray(headerBytes))
  }
  if (isNext || isLast) acknowledge(number, from)
}

function isBlock(datagram: Buffer): boolean {
  return datagram.length >= headerBytes && datagram[0] === data && checksum(datagram) === 0
}

/** The last block is the one that is not full. */
function write(block: Uint8Array): void {
  writeSync(file, block)
  open = block.length === blockBytes
  if (!open) closeSync(file)
}

function acknowledge(number: number, { port: to, address }: RemoteInfo): void {
  const bytes = Buffer.from([acknowledgement, number, 0, 0])
  bytes.writeUInt16BE(checksum(bytes), 2)
  socket.send(bytes, to, address)
}

/** RFC 1071; 0 for bytes in which a right one stands. */
function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += bytes[at]! * 256 + (bytes[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000)
  return 0xffff - sum
}
