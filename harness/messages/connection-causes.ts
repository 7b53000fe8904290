import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { exitWords, inQueue, isEmpty, quotedBytes, seconds, type ShownExit } from './shown.ts'
import type { Text } from './text.ts'

/** Failures of connections. */
export const connectionCauses = {
  refused: ({ peer, exit }: { peer: string; exit?: ShownExit | undefined }): Explanation => ({
    explanation: exit
      ? {
          en: `${peer} could not connect: the program had already ${exitWords(exit).en.replace(/^was /, 'been ')}.`,
          es: `${peer} no pudo conectarse: el programa ya ${exitWords(exit)
            .es.replace(/^terminó/, 'había terminado')
            .replace(/^fue/, 'había sido')}.`,
        }
      : {
          en: `${peer} could not connect: the program no longer listens.`,
          es: `${peer} no pudo conectarse: el programa ya no escucha.`,
        },
    hint: {
      en: 'Keep the listening socket open, and go back to accept() until the assignment says that the server may end.',
      es: 'Mantén abierto el socket que escucha, y vuelve a accept() hasta que la tarea diga que el servidor puede terminar.',
    },
  }),
  'never-accepted': ({
    peer,
    waitingConnections,
    limitMs,
  }: {
    peer: string
    waitingConnections: number
    limitMs?: number | undefined
  }): Explanation => ({
    explanation: {
      en: `${peer}'s connection was never accepted: ${notAccepted(limitMs).en}${inQueue(waitingConnections).en}.`,
      es: `La conexión de ${peer} nunca fue aceptada: ${notAccepted(limitMs).es}${inQueue(waitingConnections).es}.`,
    },
    hint: {
      en: 'What does your program do instead of accepting the next client? Often it is still busy with the client before.',
      es: '¿Qué hace tu programa en vez de aceptar al siguiente cliente? A menudo sigue ocupado con el cliente anterior.',
    },
  }),
  'never-connected': ({
    exit,
    limitMs,
  }: {
    peer: string
    exit?: ShownExit | undefined
    limitMs?: number | undefined
  }): Explanation => ({
    explanation: exit
      ? {
          en: `The program ${exitWords(exit).en} without ever connecting.`,
          es: `El programa ${exitWords(exit).es} sin conectarse nunca.`,
        }
      : notConnected(limitMs),
    hint: {
      en: 'Compare the host name and the port that you give to connect() with those of the assignment.',
      es: 'Compara el nombre de host y el puerto que le das a connect() con los de la tarea.',
    },
  }),
  'closed-early': ({
    peer,
    expected,
    received,
  }: {
    peer: string
    expected?: Bytes | undefined
    received: Bytes
  }): Explanation => ({
    explanation: {
      en: `The program closed ${peer}'s connection before it sent ${expected ? quotedBytes(expected) : 'an answer'}${isEmpty(received) ? '' : `; it sent only ${quotedBytes(received)}`}.`,
      es: `El programa cerró la conexión de ${peer} antes de enviar ${expected ? quotedBytes(expected) : 'una respuesta'}${isEmpty(received) ? '' : `; solo envió ${quotedBytes(received)}`}.`,
    },
    hint: {
      en: 'Send the whole answer before you close the connection.',
      es: 'Envía la respuesta completa antes de cerrar la conexión.',
    },
  }),
  reset: ({ peer, received }: { peer: string; received: Bytes }): Explanation => ({
    explanation: {
      en: `The program reset ${peer}'s connection (RST)${afterBytes(received).en}, instead of ending it properly (FIN).`,
      es: `El programa cortó la conexión de ${peer} con un reset (RST)${afterBytes(received).es}, en vez de terminarla bien (FIN).`,
    },
    hint: {
      en: 'A reset is sent when a socket is closed with unread input, when SO_LINGER says so, or when the program dies. It can destroy what was sent before.',
      es: 'Un reset se envía cuando se cierra un socket con datos sin leer, cuando SO_LINGER lo pide, o cuando el programa muere. Puede destruir lo que se envió antes.',
    },
  }),
  'reset-with-unread-data': ({
    peer,
    received,
  }: {
    peer: string
    received: Bytes
  }): Explanation => ({
    explanation: {
      en: `The program closed ${peer}'s connection while bytes that ${peer} had sent lay there unread, so the kernel reset it (RST)${afterBytes(received).en}. A reset can destroy an answer that is still under way.`,
      es: `El programa cerró la conexión de ${peer} cuando quedaban sin leer bytes que ${peer} había enviado, así que el kernel la cortó con un reset (RST)${afterBytes(received).es}. Un reset puede destruir una respuesta que va en camino.`,
    },
    hint: {
      en: 'Before you close: shutdown(SHUT_WR), then read until recv() returns no bytes, then close().',
      es: 'Antes de cerrar: shutdown(SHUT_WR), luego lee hasta que recv() devuelva cero bytes, y recién entonces close().',
    },
  }),
  'dies-of-sigpipe': (): Explanation => ({
    explanation: {
      en: 'SIGPIPE ended the program: it wrote to a connection that the other side had already closed.',
      es: 'SIGPIPE terminó el programa: escribió en una conexión que el otro lado ya había cerrado.',
    },
    hint: {
      en: 'The other side may leave at any time. Ignore SIGPIPE (signal(SIGPIPE, SIG_IGN), or MSG_NOSIGNAL in send()) and look at what send() returns.',
      es: 'El otro lado puede irse en cualquier momento. Ignora SIGPIPE (signal(SIGPIPE, SIG_IGN), o MSG_NOSIGNAL en send()) y mira lo que devuelve send().',
    },
  }),
  'never-closes': ({ peer }: { peer: string }): Explanation => ({
    explanation: {
      en: `${peer || 'A client'} has ended its side of the connection, and the program's own side stays open (CLOSE_WAIT).`,
      es: `${peer || 'Un cliente'} terminó su lado de la conexión, y el lado del programa sigue abierto (CLOSE_WAIT).`,
    },
    hint: {
      en: 'When recv() returns no bytes the client is done: close its socket, on every way out of the code that serves it.',
      es: 'Cuando recv() devuelve cero bytes, el cliente terminó: cierra su socket, en todos los caminos del código que lo atiende.',
    },
  }),
  'did-not-close': ({
    peer,
    limitMs,
  }: {
    peer: string
    limitMs?: number | undefined
  }): Explanation => ({
    explanation:
      limitMs === undefined
        ? {
            en: `The program should have closed ${peer}'s connection; it keeps it open and waits for something that never comes.`,
            es: `El programa debería haber cerrado la conexión de ${peer}; la mantiene abierta y espera algo que nunca llega.`,
          }
        : {
            en: `After ${seconds(limitMs)} ${peer}'s connection was still open; the program should have closed it.`,
            es: `Después de ${seconds(limitMs)} la conexión de ${peer} seguía abierta; el programa debería haberla cerrado.`,
          },
    hint: {
      en: 'Close the socket of each client when you are done with it, on every way out of the code that serves it.',
      es: 'Cierra el socket de cada cliente cuando terminas con él, en todos los caminos del código que lo atiende.',
    },
  }),
} as const

function notAccepted(limitMs: number | undefined): Text {
  return limitMs === undefined
    ? {
        en: 'the program waits for something else and does not call accept()',
        es: 'el programa espera otra cosa y no llama a accept()',
      }
    : {
        en: `for ${seconds(limitMs)} the program did not call accept()`,
        es: `durante ${seconds(limitMs)} el programa no llamó a accept()`,
      }
}

function notConnected(limitMs: number | undefined): Text {
  return limitMs === undefined
    ? {
        en: 'The program did not connect, and now waits for something that never comes.',
        es: 'El programa no se conectó, y ahora espera algo que nunca llega.',
      }
    : {
        en: `The program did not connect within ${seconds(limitMs)}.`,
        es: `El programa no se conectó en ${seconds(limitMs)}.`,
      }
}

/** What had arrived until then; nothing is not worth a word. */
function afterBytes(received: Bytes): Text {
  if (isEmpty(received)) return { en: '', es: '' }
  return {
    en: ` after ${quotedBytes(received)}`,
    es: ` después de ${quotedBytes(received)}`,
  }
}
