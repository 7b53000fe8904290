import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { counted, quotedBytes, seconds } from './shown.ts'

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
    limitMs: number
  }): Explanation => ({
    explanation:
      unreadBytes > 0
        ? {
            en: `The program accepted ${peer}'s connection and sent nothing for ${seconds(limitMs)}; ${counted(unreadBytes, 'byte', 'bytes')} of ${peer} lay unread.`,
            es: `El programa aceptó la conexión de ${peer} y no envió nada en ${seconds(limitMs)}; ${counted(unreadBytes, 'byte', 'bytes')} de ${peer} quedaron sin leer.`,
          }
        : {
            en: `The program accepted ${peer}'s connection, read all that ${peer} sent, and sent nothing for ${seconds(limitMs)}.`,
            es: `El programa aceptó la conexión de ${peer}, leyó todo lo que ${peer} envió, y no envió nada en ${seconds(limitMs)}.`,
          },
    hint: {
      en: 'Which call does your program wait in? A recv() for bytes that nobody has to send is the usual one.',
      es: '¿En qué llamada espera tu programa? Lo usual es un recv() de bytes que nadie tiene que enviar.',
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
      en: `${peer} received ${quotedBytes(received)} instead of ${quotedBytes(expected)}; they differ from byte ${offset + 1} on.`,
      es: `${peer} recibió ${quotedBytes(received)} en vez de ${quotedBytes(expected)}; difieren desde el byte ${offset + 1}.`,
    },
    hint: {
      en: 'Compare letter by letter, and mind capitals, spaces, the newline and the encoding (UTF-8).',
      es: 'Compara letra por letra, y fíjate en mayúsculas, espacios, el salto de línea y la codificación (UTF-8).',
    },
  }),
  'missing-bytes': ({
    peer,
    expected,
    offset,
  }: {
    peer: string
    expected: Bytes
    received: Bytes
    offset: number
  }): Explanation => ({
    explanation: {
      en: `${peer} received the first ${counted(offset, 'byte', 'bytes')} of ${quotedBytes(expected)}, and the rest never came.`,
      es: `${peer} recibió los primeros ${counted(offset, 'byte', 'bytes')} de ${quotedBytes(expected)}, y el resto nunca llegó.`,
    },
    hint: {
      en: 'Is the end of the message missing, a newline perhaps? And does your code look at how many bytes send() took?',
      es: '¿Falta el final del mensaje, quizás un salto de línea? ¿Y mira tu código cuántos bytes tomó send()?',
    },
  }),
  'extra-bytes': ({ peer, extra }: { peer: string; extra: Bytes }): Explanation => ({
    explanation: {
      en: `After the right answer ${peer} also received ${quotedBytes(extra)}, which should not be there.`,
      es: `Después de la respuesta correcta ${peer} recibió además ${quotedBytes(extra)}, que no debería estar.`,
    },
    hint: {
      en: "Count the bytes that you send: a text's closing zero, a second newline, or the same message twice are the usual ones.",
      es: 'Cuenta los bytes que envías: lo usual es el cero final de un texto, un segundo salto de línea, o el mismo mensaje dos veces.',
    },
  }),
  'wrong-output': ({
    expected,
    received,
    found,
  }: {
    stream: string
    expected?: Bytes | undefined
    received: Bytes
    found: number
  }): Explanation => ({
    explanation: expected
      ? {
          en: `The output does not contain the whole text ${quotedBytes(expected)} in one piece; it has its first ${counted(found, 'byte', 'bytes')}. It shows ${quotedBytes(received)}.`,
          es: `La salida no contiene de corrido el texto completo ${quotedBytes(expected)}; tiene ${found === 1 ? 'su primer byte' : `sus primeros ${found} bytes`}. Muestra ${quotedBytes(received)}.`,
        }
      : {
          en: 'The program wrote nothing at all, neither on standard output nor on standard error.',
          es: 'El programa no escribió nada, ni en la salida estándar ni en la de error.',
        },
    hint: expected
      ? {
          en: 'Is everything printed that arrives, until the connection ends, and nothing in between?',
          es: '¿Se imprime todo lo que llega, hasta que la conexión termina, y nada entre medio?',
        }
      : {
          en: 'When something fails, say so in a message: catching an error in silence hides it.',
          es: 'Cuando algo falla, dilo con un mensaje: capturar un error en silencio lo esconde.',
        },
  }),
  'one-recv-per-message': ({
    used,
    sent,
  }: {
    used: number
    sent: number
    lens: string
    symptom: string
  }): Explanation => ({
    explanation: {
      en: `The text passes when it arrives in one piece and fails when it arrives in several: of ${counted(sent, 'byte', 'bytes')} the program used ${used}.`,
      es: `El texto pasa cuando llega de una vez y falla cuando llega en varios pedazos: de ${counted(sent, 'byte', 'bytes')} el programa usó ${used}.`,
    },
    hint: {
      en: 'recv() gives what has arrived so far, not one message. Call it again and collect the bytes until the message is complete; decode them only then.',
      es: 'recv() entrega lo que ha llegado hasta ahora, no un mensaje. Llámalo de nuevo y junta los bytes hasta que el mensaje esté completo; decodifícalos recién entonces.',
    },
  }),
} as const
