import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { counted, exitWords, quotedBytes, seconds, type ShownExit } from './shown.ts'
import type { Text } from './text.ts'

/** Failures of programs that speak UDP. */
export const datagramCauses = {
  'no-datagram': ({
    peer,
    expected,
    unread,
    exit,
    limitMs,
  }: {
    peer: string
    expected?: Bytes | undefined
    unread: boolean
    exit?: ShownExit | undefined
    limitMs?: number | undefined
  }): Explanation => ({
    explanation: {
      en: `No datagram came to ${peer}${wanted(expected).en}${reason({ unread, exit, limitMs }).en}.`,
      es: `A ${peer} no le llegó ningún datagrama${wanted(expected).es}${reason({ unread, exit, limitMs }).es}.`,
    },
    hint: {
      en: 'Does your program wait for something else, such as a second datagram, or for one that the network may have lost? Over UDP nothing is sent again unless your program does it.',
      es: '¿Tu programa espera otra cosa, como un segundo datagrama, o uno que la red pudo haber perdido? Con UDP nada se reenvía si tu programa no lo hace.',
    },
  }),
  'wrong-datagram': ({
    peer,
    expected,
    received,
  }: {
    peer: string
    expected?: Bytes | undefined
    received: Bytes
  }): Explanation => ({
    explanation: {
      en: `${peer} received the datagram ${quotedBytes(received)}${insteadOf(expected).en}.`,
      es: `${peer} recibió el datagrama ${quotedBytes(received)}${insteadOf(expected).es}.`,
    },
    hint: {
      en: 'A datagram has exactly the bytes that one sendto() was given. Is what you send exactly what was asked for: no zero byte, newline or rest of an old message behind it?',
      es: 'Un datagrama tiene exactamente los bytes que se le dieron a un sendto(). ¿Lo que envías es exactamente lo que se pidió, sin un byte cero, un salto de línea o el resto de un mensaje anterior al final?',
    },
  }),
  'extra-datagram': ({ peer, extra }: { peer: string; extra: Bytes }): Explanation => ({
    explanation: {
      en: `${peer} received one datagram more than it should, ${quotedBytes(extra)}.`,
      es: `${peer} recibió un datagrama más de los que debía, ${quotedBytes(extra)}.`,
    },
    hint: {
      en: 'Does your program send something twice, or answer what asks for no answer?',
      es: '¿Tu programa envía algo dos veces, o responde a algo que no pide respuesta?',
    },
  }),
  'answered-from-elsewhere': ({
    peer,
    other,
  }: {
    peer: string
    other: 'address' | 'port'
  }): Explanation => ({
    explanation:
      other === 'port'
        ? {
            en: `The answer came to ${peer} from another port than the one that it had asked.`,
            es: `La respuesta le llegó a ${peer} desde otro puerto que aquel al que le preguntó.`,
          }
        : {
            en: `The answer came to ${peer} from another address than the one that it had asked.`,
            es: `La respuesta le llegó a ${peer} desde otra dirección que aquella a la que le preguntó.`,
          },
    hint: {
      en: 'Answer with the very socket on which you received. A client that has called connect(), and many a firewall, throws away what comes from anywhere else.',
      es: 'Responde con el mismo socket por el que recibiste. Un cliente que llamó a connect(), y más de un cortafuegos, descarta lo que viene de otra parte.',
    },
  }),
  'answered-another-peer': ({
    peer,
    other,
    data,
  }: {
    peer: string
    other: string
    data: Bytes
  }): Explanation => ({
    explanation: {
      en: `The datagram ${quotedBytes(data)} was for ${peer}, and went to ${other}.`,
      es: `El datagrama ${quotedBytes(data)} era para ${peer}, y le llegó a ${other}.`,
    },
    hint: {
      en: 'Send each answer to the address that recvfrom() gave with that very datagram, not to the one of the first client, nor of the last.',
      es: 'Envía cada respuesta a la dirección que recvfrom() entregó con ese mismo datagrama, no a la del primer cliente ni a la del último.',
    },
  }),
  'joined-datagrams': ({
    peer,
    expected,
    received,
  }: {
    peer: string
    expected: Bytes
    received: Bytes
  }): Explanation => ({
    explanation: {
      en: `${peer} should have received ${quotedBytes(expected)} as a datagram of its own, and received several as one: ${quotedBytes(received)}.`,
      es: `A ${peer} debía llegarle ${quotedBytes(expected)} como un datagrama propio, y le llegaron varios como uno: ${quotedBytes(received)}.`,
    },
    hint: {
      en: 'UDP keeps messages apart: one recvfrom() is one datagram. Do not collect them as you would the bytes of TCP; answer each by itself.',
      es: 'UDP mantiene separados los mensajes: un recvfrom() es un datagrama. No los juntes como harías con los bytes de TCP; responde cada uno por sí solo.',
    },
  }),
  'truncated-datagram': ({
    peer,
    size,
    received,
  }: {
    peer: string
    size: number
    received: number
  }): Explanation => ({
    explanation: {
      en: `${peer} received only the first ${counted(received, 'byte', 'bytes')} of a datagram that should have ${size}.`,
      es: `A ${peer} le llegó solo el comienzo, ${counted(received, 'byte', 'bytes')}, de un datagrama que debía tener ${size}.`,
    },
    hint: {
      en: 'What does not fit into the buffer of a recvfrom() is thrown away, and cannot be read afterwards. A datagram has at most 65,507 bytes over IPv4: take a buffer of 65,535.',
      es: 'Lo que no cabe en el buffer de un recvfrom() se descarta, y no se puede leer después. Un datagrama tiene a lo más 65.507 bytes en IPv4: usa un buffer de 65.535.',
    },
  }),
  'ends-at-empty-datagram': ({ peer, exit }: { peer: string; exit: ShownExit }): Explanation => ({
    explanation: {
      en: `${peer} sent an empty datagram, and the program ${exitWords(exit).en}.`,
      es: `${peer} envió un datagrama vacío, y el programa ${exitWords(exit).es}.`,
    },
    hint: {
      en: 'UDP has no end of input. A recvfrom() of 0 bytes is a message with nothing in it, and must be answered like any other.',
      es: 'UDP no tiene fin de la entrada. Un recvfrom() de 0 bytes es un mensaje sin nada adentro, y hay que responderlo como a cualquier otro.',
    },
  }),
} as const

function wanted(expected: Bytes | undefined): Text {
  if (expected === undefined) return { en: '', es: '' }
  const shown = quotedBytes(expected)
  return { en: ` although ${shown} was due`, es: ` aunque se esperaba ${shown}` }
}

function insteadOf(expected: Bytes | undefined): Text {
  if (expected === undefined) return { en: '', es: '' }
  const shown = quotedBytes(expected)
  return { en: ` instead of ${shown}`, es: ` en vez de ${shown}` }
}

/** Why no datagram will come any more, as far as that is seen. */
function reason({
  unread,
  exit,
  limitMs,
}: {
  readonly unread: boolean
  readonly exit: ShownExit | undefined
  readonly limitMs: number | undefined
}): Text {
  if (exit) {
    const { en, es } = exitWords(exit)
    return { en: `; the program ${en}`, es: `; el programa ${es}` }
  }
  const left = unread
    ? { en: ', and a datagram lay unread', es: ', y quedó un datagrama sin leer' }
    : { en: '', es: '' }
  return limitMs === undefined
    ? {
        en: `; the program waits for something that never comes${left.en}`,
        es: `; el programa espera algo que nunca llega${left.es}`,
      }
    : { en: ` for ${seconds(limitMs)}${left.en}`, es: ` en ${seconds(limitMs)}${left.es}` }
}
