import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { counted, firstBytes, isEmpty, quotedAround, quotedBytes, seconds } from './shown.ts'
import type { Text } from './text.ts'

/** Nothing was sent: until a limit, or for good. */
function nothingCame(peer: string, limitMs: number | undefined): Text {
  return limitMs === undefined
    ? {
        en: `The program did not answer ${peer}, and now waits for something that never comes`,
        es: `El programa no le respondió a ${peer}, y ahora espera algo que nunca llega`,
      }
    : {
        en: `For ${seconds(limitMs)} the program did not answer ${peer}`,
        es: `Durante ${seconds(limitMs)} el programa no le respondió a ${peer}`,
      }
}

/** Failures of what was sent or shown. */
export const contentCauses = {
  'no-answer': ({
    peer,
    unreadBytes,
    limitMs,
  }: {
    peer: string
    expected?: Bytes | undefined
    unreadBytes: number
    limitMs?: number | undefined
  }): Explanation => ({
    explanation:
      unreadBytes > 0
        ? {
            en: `${nothingCame(peer, limitMs).en}; ${counted(unreadBytes, 'byte', 'bytes')} that ${peer} had sent lay unread.`,
            es: `${nothingCame(peer, limitMs).es}; ${counted(unreadBytes, `byte que ${peer} había enviado quedó`, `bytes que ${peer} había enviado quedaron`)} sin leer.`,
          }
        : {
            en: `${nothingCame(peer, limitMs).en}; it had read everything that ${peer} sent.`,
            es: `${nothingCame(peer, limitMs).es}; ya había leído todo lo que ${peer} envió.`,
          },
    hint: {
      en: 'Which call does your program wait in? The usual one is a recv() for bytes that nobody is going to send.',
      es: '¿En qué llamada espera tu programa? Lo usual es un recv() que espera bytes que nadie va a enviar.',
    },
  }),
  'wrong-bytes': ({
    peer,
    expected,
    received,
    offset,
  }: {
    peer: string
    expected: Bytes
    received: Bytes
    offset: number
  }): Explanation => ({
    explanation: {
      en: `${peer} received ${quotedAround(received, offset)} instead of ${quotedAround(expected, offset)}; they differ from byte ${offset + 1} on.`,
      es: `${peer} recibió ${quotedAround(received, offset)} en vez de ${quotedAround(expected, offset)}; difieren desde el byte ${offset + 1}.`,
    },
    hint: {
      en: 'Compare letter by letter, and mind capitals, spaces, the newline and the encoding (UTF-8).',
      es: 'Compara letra por letra, y fíjate en mayúsculas, espacios, el salto de línea y la codificación (UTF-8).',
    },
  }),
  'missing-bytes': ({
    peer,
    expected,
    received,
    offset,
  }: {
    peer: string
    expected: Bytes
    received: Bytes
    offset: number
  }): Explanation => ({
    explanation:
      offset === 0
        ? {
            en: `${peer} received ${quotedBytes(received)}, and ${quotedBytes(expected)} never came.`,
            es: `${peer} recibió ${quotedBytes(received)}, y ${quotedBytes(expected)} nunca llegó.`,
          }
        : {
            en: `${peer} received ${firstBytes(offset).en} of ${quotedBytes(expected)}, and the rest never came.`,
            es: `${peer} recibió ${firstBytes(offset).es} de ${quotedBytes(expected)}, y el resto nunca llegó.`,
          },
    hint: {
      en: 'Is the end of the message missing, a newline perhaps? And does your code look at how many bytes send() took?',
      es: '¿Falta el final del mensaje, quizás un salto de línea? ¿Y revisa tu código cuántos bytes tomó send()?',
    },
  }),
  'extra-bytes': ({ peer, extra }: { peer: string; extra: Bytes }): Explanation => ({
    explanation: {
      en: `${peer} received ${quotedBytes(extra)} when nothing more should have come.`,
      es: `${peer} recibió ${quotedBytes(extra)} cuando no debía llegar nada más.`,
    },
    hint: {
      en: 'Count the bytes that you send: the usual ones are the zero that ends a text in C, a second newline, or the same message twice.',
      es: 'Cuenta los bytes que envías: lo usual es el cero que termina un texto en C, un segundo salto de línea, o el mismo mensaje dos veces.',
    },
  }),
  'wrong-output': ({
    stream,
    expected,
    received,
    found,
  }: {
    stream: keyof typeof places
    expected?: Bytes | undefined
    received: Bytes
    found: number
  }): Explanation => ({
    explanation: expected
      ? {
          en: `The output does not contain the whole text ${quotedBytes(expected)} in one piece${found > 0 ? `, only ${firstBytes(found).en} of it` : ''}. ${shows(received).en}`,
          es: `La salida no contiene de corrido el texto completo ${quotedBytes(expected)}${found > 0 ? `, solo ${firstBytes(found).es}` : ''}. ${shows(received).es}`,
        }
      : {
          en: `The program wrote nothing ${places[stream].en}.`,
          es: `El programa no escribió nada${places[stream].es}.`,
        },
    hint: expected
      ? {
          en: 'Does your program print everything that arrives until the connection ends, with nothing in between?',
          es: '¿Imprime tu programa todo lo que llega hasta que la conexión termina, sin nada entre medio?',
        }
      : {
          en: 'When something fails, say so in a message: catching an error in silence hides it.',
          es: 'Cuando algo falla, dilo con un mensaje: capturar un error en silencio lo esconde.',
        },
  }),
} as const

function shows(output: Bytes): Text {
  return isEmpty(output)
    ? { en: 'It is empty.', es: 'Está vacía.' }
    : { en: `It shows ${quotedBytes(output)}.`, es: `Muestra ${quotedBytes(output)}.` }
}

/** Where nothing was written. */
const places = {
  stdout: { en: 'on standard output', es: ' en la salida estándar' },
  stderr: { en: 'on standard error', es: ' en la salida de error' },
  either: {
    en: 'at all, neither on standard output nor on standard error',
    es: ', ni en la salida estándar ni en la de error',
  },
} as const satisfies Record<string, Text>
