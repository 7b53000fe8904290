import { hex } from '../../harness/index.ts'

/** Bytes of a file in one datagram; the last one of a file has fewer. */
const blockBytes = 64
const numbers = 256
const [data, acknowledgement] = [1, 2]

/** Data number `number` of a file, and the acknowledgement of it; numbers go round. */
export const dataOf = (file: Uint8Array, number: number) =>
  hexOf(datagram(data, number, blockOf(file, number)))
export const ackOf = (number: number) => hexOf(datagram(acknowledgement, number))

/** How many datagrams a file takes: all full blocks, and one that is not full. */
function countOf(file: Uint8Array): number {
  return Math.floor(file.length / blockBytes) + 1
}

/** The numbers of the datagrams of a file, from 0 on. */
export function numbersOf(file: Uint8Array): readonly number[] {
  return Array.from({ length: countOf(file) }, (_, number) => number)
}

/** The bytes of a file, to be written or to be expected. */
export function hexOf(bytes: Uint8Array) {
  return hex(Buffer.from(bytes).toString('hex'))
}

function blockOf(file: Uint8Array, number: number): Uint8Array {
  return file.subarray(number * blockBytes, (number + 1) * blockBytes)
}

/** Type, number, checksum, data. */
function datagram(type: number, number: number, block: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = Buffer.from([type, number % numbers, 0, 0, ...block])
  bytes.writeUInt16BE(checksum(bytes), 2)
  return bytes
}

/** The checksum of the Internet (RFC 1071): ones' complement of the sum of all pairs of bytes. */
function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) {
    sum += (bytes[at]! << 8) + (bytes[at + 1] ?? 0)
    sum = (sum & 0xffff) + (sum >>> 16)
  }
  return ~sum & 0xffff
}

/** One block that is not full, text; its last datagram has an odd length. */
export const short = Buffer.from('Hola, ñandú: cabe en un datagrama.\n')

/** Two full blocks and a part of one. */
export const several = Buffer.from(
  'Uno que envía y espera, y otro que recibe y confirma.\nLo que se pierde en el camino se envía otra vez, y lo que llega dos veces se escribe una sola.\n',
)

/** Two full blocks, after which only an empty datagram can say that it is over. */
export const exact = Buffer.from('0123456789abcde\n'.repeat((2 * blockBytes) / 16))

export const empty = Buffer.alloc(0)

/** Every byte that there is, and line ends of all kinds. */
export const binary = Buffer.from([
  ...Array.from({ length: numbers }, (_, byte) => byte),
  ...Buffer.from('\r\n\n\r\u001a\0fin'),
])

/** More blocks than there are numbers, each another one. */
export const long = Buffer.from(
  Array.from({ length: numbers + 4 }, (_, block) =>
    `bloque ${block} `.padEnd(blockBytes, '.'),
  ).join(''),
).subarray(0, -7)
