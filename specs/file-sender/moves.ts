import {
  exactly,
  expectDatagram,
  expectExit,
  expectSilence,
  open,
  sendDatagram,
  stdin,
} from '../../harness/index.ts'
import { ackOf, dataOf, numbersOf } from './protocol.ts'

/** Whoever gets the file. */
export const receiver = 'receptor'

/** The program is told to send this file. */
export function asked(file: string) {
  return [open(receiver), stdin(`${file}\n`)]
}

/** The receiver gets this block of a file next. */
export function gets(file: Uint8Array, number: number) {
  return expectDatagram(receiver, exactly(dataOf(file, number)))
}

/**
 * It gets the block again, because the program has waited in vain for half a second: not much
 * sooner, and not much later.
 */
export function getsAgain(file: Uint8Array, number: number) {
  return expectDatagram(receiver, exactly(dataOf(file, number)), {
    notBeforeMs: 200,
    withinMs: 2500,
  })
}

/** It acknowledges a block. */
export function acknowledges(number: number) {
  return sendDatagram(receiver, ackOf(number))
}

/** It gets these blocks, and acknowledges each. */
export function takes(file: Uint8Array, ...numbers: readonly number[]) {
  return numbers.flatMap((number) => [gets(file, number), acknowledges(number)])
}

/** The program is done, and sends nothing more. */
export function done() {
  return [expectExit({ code: 0 }), expectSilence(receiver)]
}

/** A whole file is sent, and nothing is lost on the way. */
export function sent(name: string, file: Uint8Array) {
  return [...asked(name), ...takes(file, ...numbersOf(file)), ...done()]
}
