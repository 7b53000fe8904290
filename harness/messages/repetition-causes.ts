import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { exitWords, quotedBytes, seconds, type ShownExit } from './shown.ts'
import type { Text } from './text.ts'

type ShownLost = { readonly direction: 'to-program' | 'from-program'; readonly number: number }
type Ended = {
  readonly exit?: ShownExit | undefined
  readonly limitMs?: number | undefined
}

/** Failures of programs that must make up for what UDP loses. */
export const repetitionCauses = {
  'not-sent-again': ({
    peer,
    expected,
    lost,
    ...ended
  }: { peer: string; expected: Bytes; lost?: ShownLost | undefined } & Ended): Explanation => ({
    explanation: {
      en: `${lostWords(lost).en}Your program should have sent ${quotedBytes(expected)} to ${peer} again${endWords(ended).en}.`,
      es: `${lostWords(lost).es}Tu programa debía enviarle otra vez ${quotedBytes(expected)} a ${peer}${endWords(ended).es}.`,
    },
    hint: {
      en: 'A datagram, or the answer to it, may be lost without anybody being told. Wait for the answer with a limit, and when it has passed send the same datagram again.',
      es: 'Un datagrama, o su respuesta, se puede perder sin que nadie se entere. Espera la respuesta con un límite, y cuando haya pasado envía otra vez el mismo datagrama.',
    },
  }),
  'not-answered-again': ({
    peer,
    expected,
    ...ended
  }: { peer: string; expected: Bytes } & Ended): Explanation => ({
    explanation: {
      en: `${peer} sent the same datagram a second time, and your program did not answer ${quotedBytes(expected)} again${endWords(ended).en}.`,
      es: `${peer} envió el mismo datagrama por segunda vez, y tu programa no respondió otra vez ${quotedBytes(expected)}${endWords(ended).es}.`,
    },
    hint: {
      en: 'Who sends a datagram again has not seen your answer: it may have been lost. Answer it again, even though you have done already what it asks for.',
      es: 'Quien envía otra vez un datagrama no ha visto tu respuesta: se pudo perder. Respóndelo otra vez, aunque ya hayas hecho lo que pide.',
    },
  }),
  'went-on-unanswered': ({
    peer,
    expected,
    received,
  }: {
    peer: string
    expected: Bytes
    received: Bytes
  }): Explanation => ({
    explanation: {
      en: `Nothing had let your program go on after ${quotedBytes(expected)}, and it sent ${quotedBytes(received)} to ${peer}.`,
      es: `Nada le había permitido a tu programa seguir después de ${quotedBytes(expected)}, y le envió ${quotedBytes(received)} a ${peer}.`,
    },
    hint: {
      en: 'Only the answer to the last datagram, intact and with its number, lets the next one go. Whatever else comes is as if nothing had come.',
      es: 'Solo la respuesta al último datagrama, intacta y con su número, permite enviar el siguiente. Cualquier otra cosa que llegue es como si no hubiera llegado nada.',
    },
  }),
  'sent-again-in-vain': ({ peer, received }: { peer: string; received: Bytes }): Explanation => ({
    explanation: {
      en: `Your program sent ${quotedBytes(received)} to ${peer} again, although ${peer} had answered it.`,
      es: `Tu programa le envió otra vez ${quotedBytes(received)} a ${peer}, aunque ${peer} lo había respondido.`,
    },
    hint: {
      en: 'Does your program recognise the answer: its type, its number, its checksum, the order of their bytes? And does it wait long enough for it?',
      es: '¿Tu programa reconoce la respuesta: su tipo, su número, su suma de verificación, el orden de sus bytes? ¿Y la espera lo suficiente?',
    },
  }),
  'sent-too-soon': ({
    peer,
    received,
    afterMs,
    leastMs,
  }: {
    peer: string
    received: Bytes
    afterMs: number
    leastMs: number
  }): Explanation => ({
    explanation: {
      en: `Your program sent ${quotedBytes(received)} to ${peer} ${seconds(afterMs)} after the datagram before it, less than ${seconds(leastMs)}.`,
      es: `Tu programa le envió ${quotedBytes(received)} a ${peer} ${seconds(afterMs)} después del datagrama anterior, menos de ${seconds(leastMs)}.`,
    },
    hint: {
      en: 'Give the answer the time that it needs: is the limit in seconds or in milliseconds? Whatever comes that is no answer does not end the wait.',
      es: 'Dale a la respuesta el tiempo que necesita: ¿el límite está en segundos o en milisegundos? Lo que llega y no es una respuesta no termina la espera.',
    },
  }),
} as const

function lostWords(lost: ShownLost | undefined): Text {
  if (lost === undefined) return { en: '', es: '' }
  const { direction, number } = lost
  return direction === 'from-program'
    ? {
        en: `Datagram ${number} of your program was lost on the way. `,
        es: `El datagrama ${number} de tu programa se perdió en el camino. `,
      }
    : {
        en: `Datagram ${number} to your program was lost on the way. `,
        es: `El datagrama ${number} hacia tu programa se perdió en el camino. `,
      }
}

/** Why nothing will come any more, as far as that is seen. */
function endWords({ exit, limitMs }: Ended): Text {
  if (exit) {
    const { en, es } = exitWords(exit)
    return { en: `; it ${en}`, es: `; ${es}` }
  }
  return limitMs === undefined
    ? {
        en: '; it waits for something that never comes',
        es: '; espera algo que nunca llega',
      }
    : { en: `; nothing came for ${seconds(limitMs)}`, es: `; no llegó nada en ${seconds(limitMs)}` }
}
