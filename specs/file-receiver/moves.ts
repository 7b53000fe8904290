import { exactly, expectDatagram, expectFile, open, sendDatagram } from '../../harness/index.ts'
import { ackOf, dataOf, hexOf, numbersOf } from './protocol.ts'

/** Whoever sends the file. */
export const sender = 'emisor'

/** The sender sends these blocks of a file. */
export function sends(file: Uint8Array, ...numbers: readonly number[]) {
  return numbers.map((number) => sendDatagram(sender, dataOf(file, number)))
}

/** The next datagram for the sender is this acknowledgement. */
export function acknowledged(number: number) {
  return expectDatagram(sender, exactly(ackOf(number)))
}

/** The sender sends these blocks, each when the one before is acknowledged. */
export function transfers(file: Uint8Array, ...numbers: readonly number[]) {
  return numbers.flatMap((number) => [...sends(file, number), acknowledged(number)])
}

/** The program has written this file. */
export function written(file: Uint8Array) {
  return expectFile('recibido.bin', hexOf(file))
}

/** A whole file arrives, and nothing is lost on the way. */
export function arrives(file: Uint8Array) {
  return [open(sender), ...transfers(file, ...numbersOf(file)), written(file)]
}
