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
  'long-line-in-pieces': ({
    peer,
    length,
    expected,
    received,
    offset,
  }: {
    peer: string
    length: number
    expected: Bytes
    received: Bytes
    offset: number
  }): Explanation => ({
    explanation: {
      en: `Your program took the beginning of a long line for all of it: after ${counted(length, 'byte', 'bytes')} of the answer ${peer} received ${quotedAround(received, offset)}, where it should go on, ${quotedAround(expected, offset)}.`,
      es: `Tu programa tomó el comienzo de una línea larga por la línea entera: después de ${counted(length, 'byte', 'bytes')} de la respuesta a ${peer} le llegó ${quotedAround(received, offset)}, donde debía seguir, ${quotedAround(expected, offset)}.`,
    },
    hint: {
      en: 'How many bytes does your recv() ask for, or your buffer hold? A line may be longer, and arrives in several pieces: collect them until the newline is there, and answer only then.',
      es: '¿Cuántos bytes pide tu recv(), o caben en tu búfer? Una línea puede ser más larga, y llega en varios pedazos: júntalos hasta que esté el salto de línea, y responde recién entonces.',
    },
  }),
} as const
