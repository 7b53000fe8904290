import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { counted, exitWords, quotedBytes, seconds, type ShownExit } from './shown.ts'

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
    limitMs: number
  }): Explanation => ({
    explanation: {
      en: `${peer} has connected as far as the kernel is concerned, but for ${seconds(limitMs)} the program did not call accept(); ${counted(waitingConnections, 'connection waits', 'connections wait')} in the queue.`,
      es: `${peer} se conectó en lo que respecta al kernel, pero durante ${seconds(limitMs)} el programa no llamó a accept(); ${counted(waitingConnections, 'conexión espera', 'conexiones esperan')} en la cola.`,
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
    limitMs: number
  }): Explanation => ({
    explanation: exit
      ? {
          en: `The program ${exitWords(exit).en} without ever connecting.`,
          es: `El programa ${exitWords(exit).es} sin conectarse nunca.`,
        }
      : {
          en: `The program did not connect within ${seconds(limitMs)}.`,
          es: `El programa no se conectó en ${seconds(limitMs)}.`,
        },
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
      en: `The program closed ${peer}'s connection after sending ${quotedBytes(received)}${expected ? `; ${quotedBytes(expected)} was due` : '; an answer was due'}.`,
      es: `El programa cerró la conexión de ${peer} después de enviar ${quotedBytes(received)}${expected ? `; faltaba ${quotedBytes(expected)}` : '; faltaba una respuesta'}.`,
    },
    hint: {
      en: 'Send the whole answer before you close the connection.',
      es: 'Envía la respuesta completa antes de cerrar la conexión.',
    },
  }),
  reset: ({ peer, received }: { peer: string; received: Bytes }): Explanation => ({
    explanation: {
      en: `The program reset ${peer}'s connection (RST) after ${quotedBytes(received)}, instead of ending it properly (FIN).`,
      es: `El programa cortó la conexión de ${peer} con un reset (RST) después de ${quotedBytes(received)}, en vez de terminarla bien (FIN).`,
    },
    hint: {
      en: 'A reset is sent when a socket is closed with unread input, when SO_LINGER says so, or when the program dies. It can destroy what was sent before.',
      es: 'Un reset se envía cuando se cierra un socket con datos sin leer, cuando SO_LINGER lo pide, o cuando el programa muere. Puede destruir lo que se envió antes.',
    },
  }),
  'did-not-close': ({ peer, limitMs }: { peer: string; limitMs: number }): Explanation => ({
    explanation: {
      en: `${seconds(limitMs)} later ${peer}'s connection was still open; the program should have closed it.`,
      es: `${seconds(limitMs)} después la conexión de ${peer} seguía abierta; el programa debería haberla cerrado.`,
    },
    hint: {
      en: 'Close the socket of each client when you are done with it, on every way out of the code that serves it.',
      es: 'Cierra el socket de cada cliente cuando terminas con él, en todos los caminos del código que lo atiende.',
    },
  }),
} as const
