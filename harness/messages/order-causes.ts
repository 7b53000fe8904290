import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { counted, quotedAround, quotedBytes } from './shown.ts'

/** Failures of long answers, and of orders. */
export const orderCauses = {
  'wrong-hash': ({
    peer,
    length,
    count,
    begins,
  }: {
    peer: string
    length: number
    count: number
    begins: Bytes
  }): Explanation => ({
    explanation:
      count < length
        ? {
            en: `${peer} received only ${counted(count, 'byte', 'bytes')} of ${length}, and the rest never came. They begin with ${quotedBytes(begins)}.`,
            es: `${peer} recibió solo ${counted(count, 'byte', 'bytes')} de ${length}, y el resto nunca llegó. Comienzan con ${quotedBytes(begins)}.`,
          }
        : {
            en: `${peer} received ${counted(length, 'byte', 'bytes')}, as many as it should, but not the right ones: their SHA-256 is another. They begin with ${quotedBytes(begins)}.`,
            es: `${peer} recibió ${counted(length, 'byte', 'bytes')}, tantos como debía, pero no los correctos: su SHA-256 es otro. Comienzan con ${quotedBytes(begins)}.`,
          },
    hint:
      count < length
        ? {
            en: 'Does your code look at how many bytes send() took, and send the rest? And does it read its file to the end?',
            es: '¿Revisa tu código cuántos bytes tomó send(), y envía el resto? ¿Y lee su archivo hasta el final?',
          }
        : {
            en: 'Do you read and send bytes, not text? Open files in binary mode, and send nothing before them.',
            es: '¿Lees y envías bytes, no texto? Abre los archivos en modo binario, y no envíes nada antes de ellos.',
          },
  }),
  'other-order': ({
    peer,
    other,
    expected,
    received,
    offset,
  }: {
    peer: string
    other: string
    expected: Bytes
    received: Bytes
    offset: number
  }): Explanation => ({
    explanation: {
      en: `${peer} received the same as ${other}, in another order: ${quotedAround(received, offset)} where ${other} received ${quotedAround(expected, offset)}.`,
      es: `${peer} recibió lo mismo que ${other}, en otro orden: ${quotedAround(received, offset)} donde ${other} recibió ${quotedAround(expected, offset)}.`,
    },
    hint: {
      en: 'Let one place decide the order: hold one lock while a line is put into the queues of all, or let one thread hand all lines out.',
      es: 'Deja que un solo lugar decida el orden: ten un mismo candado mientras una línea se pone en las colas de todos, o deja que un solo hilo reparta todas las líneas.',
    },
  }),
} as const
