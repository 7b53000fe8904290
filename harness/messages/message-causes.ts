import { decodeBytes, type Bytes } from '../lib/bytes.ts'
import { visible } from '../lib/quote.ts'
import type { Explanation } from './explanation.ts'
import { counted, quotedBytes } from './shown.ts'
import type { Text } from './text.ts'

type WrongMessage = {
  peer: string
  fault: 'not-json' | 'differs' | 'cut-short' | 'length' | 'invalid'
  expected: Bytes
  received: Bytes
  path?: string | undefined
  announced?: number | undefined
  swapped?: number | undefined
  why?: Text | undefined
}

/** Failures of messages. */
export const messageCauses = {
  'wrong-message': (cause: WrongMessage): Explanation => explanations[cause.fault](cause),
} as const

const explanations: Readonly<Record<WrongMessage['fault'], (cause: WrongMessage) => Explanation>> =
  {
    'not-json': ({ peer, expected, received }) => ({
      explanation: {
        en: `${peer} received a message that is not JSON: ${quotedBytes(received)}; it should be ${quotedBytes(expected)}.`,
        es: `${peer} recibió un mensaje que no es JSON: ${quotedBytes(received)}; debería ser ${quotedBytes(expected)}.`,
      },
      hint: {
        en: 'Let a library write the JSON where you have one, in UTF-8; and does your length count bytes, not characters?',
        es: 'Deja que una biblioteca escriba el JSON si la tienes, en UTF-8; ¿y tu largo cuenta bytes, no caracteres?',
      },
    }),
    differs: ({ peer, expected, received, path }) => ({
      explanation: {
        en: `${peer} received the message ${quotedBytes(received)} instead of ${quotedBytes(expected)}${difference(path).en}.`,
        es: `${peer} recibió el mensaje ${quotedBytes(received)} en vez de ${quotedBytes(expected)}${difference(path).es}.`,
      },
      hint: {
        en: 'Is it the answer to this request, and to no other one? Compare names and types too: "6" is a text, 6 is a number.',
        es: '¿Es la respuesta a esta solicitud, y no a otra? Compara también nombres y tipos: "6" es un texto, 6 es un número.',
      },
    }),
    'cut-short': ({ peer, expected, received, announced }) => ({
      explanation:
        announced === undefined
          ? {
              en: `${peer} received the beginning of a message, ${quotedBytes(received)}, and its end never came; it should be ${quotedBytes(expected)}.`,
              es: `${peer} recibió el comienzo de un mensaje, ${quotedBytes(received)}, y su final nunca llegó; debería ser ${quotedBytes(expected)}.`,
            }
          : {
              en: `${peer} received a header that announces ${counted(announced, 'byte', 'bytes')}, and then only ${counted(size(received), 'byte', 'bytes')}: ${quotedBytes(received)}; the message should be ${quotedBytes(expected)}.`,
              es: `${peer} recibió un encabezado que anuncia ${counted(announced, 'byte', 'bytes')}, y luego solo ${counted(size(received), 'byte', 'bytes')}: ${quotedBytes(received)}; el mensaje debería ser ${quotedBytes(expected)}.`,
            },
      hint: {
        en: 'The length counts the bytes that follow it, in UTF-8, and not itself. And does your code look at how many bytes send() took?',
        es: 'El largo cuenta los bytes que le siguen, en UTF-8, y no se cuenta a sí mismo. ¿Y revisa tu código cuántos bytes tomó send()?',
      },
    }),
    length: ({ peer, expected, received, announced = 0, swapped = 0 }) => ({
      explanation: {
        en: `${peer} received a header that announces ${announced} bytes, more than any message has, and then ${quotedBytes(received)}; the message should be ${quotedBytes(expected)}.`,
        es: `${peer} recibió un encabezado que anuncia ${announced} bytes, más de los que tiene cualquier mensaje, y luego ${quotedBytes(received)}; el mensaje debería ser ${quotedBytes(expected)}.`,
      },
      hint: swapped === size(received) ? inOtherOrder(swapped) : withoutHeader,
    }),
    invalid: ({ peer, expected, received, why }) => ({
      explanation: {
        en: `${peer} received bytes that cannot be a message, ${quotedBytes(received)}${because(why).en}; the message should be ${quotedBytes(expected)}.`,
        es: `A ${peer} le llegaron bytes que no pueden ser un mensaje, ${quotedBytes(received)}${because(why).es}; el mensaje debería ser ${quotedBytes(expected)}.`,
      },
      hint: {
        en: 'Write a message that you know to a file, byte by byte, and compare it with the format that was asked for (xxd shows both).',
        es: 'Escribe en un archivo un mensaje que conozcas, byte a byte, y compáralo con el formato que se pide (xxd muestra los dos).',
      },
    }),
  }

function because(why: Text | undefined): Text {
  if (why === undefined) return { en: '', es: '' }
  return { en: `: ${visible(why.en)}`, es: `: ${visible(why.es)}` }
}

function difference(path: string | undefined): Text {
  if (path === undefined || path === '') return { en: '', es: '' }
  return { en: `; they differ in "${visible(path)}"`, es: `; difieren en "${visible(path)}"` }
}

function inOtherOrder(length: number): Text {
  return {
    en: `In the other byte order it would announce ${length}, which is right: write it with htonl(), struct.pack(">I", n), writeInt() or writeUInt32BE().`,
    es: `En el otro orden de bytes anunciaría ${length}, que es correcto: escríbelo con htonl(), struct.pack(">I", n), writeInt() o writeUInt32BE().`,
  }
}

const withoutHeader: Text = {
  en: 'Does every message that you send begin with its length, as bytes and not as digits?',
  es: '¿Cada mensaje que envías comienza con su largo, como bytes y no como cifras?',
}

function size(bytes: Bytes): number {
  return decodeBytes(bytes).length
}
