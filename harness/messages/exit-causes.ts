import type { Explanation } from './explanation.ts'
import { counted, exitWords, seconds, type ShownExit } from './shown.ts'

/** Failures of the end of a program. */
export const exitCauses = {
  'did-not-exit': ({ limitMs }: { limitMs?: number | undefined }): Explanation => ({
    explanation:
      limitMs === undefined
        ? {
            en: 'The program should have ended by itself; instead it waits for something that never comes.',
            es: 'El programa debería haber terminado solo; en vez de eso espera algo que nunca llega.',
          }
        : {
            en: `After ${seconds(limitMs)} the program was still running; it should have ended by itself.`,
            es: `Después de ${seconds(limitMs)} el programa seguía corriendo; debería haber terminado solo.`,
          },
    hint: {
      en: 'What keeps it from ending? Perhaps a loop without an end, a thread, or a call that waits for another client or for the keyboard.',
      es: '¿Qué le impide terminar? Quizás un ciclo sin fin, un hilo, o una llamada que espera a otro cliente o al teclado.',
    },
  }),
  'wrong-exit-code': ({ expected, exit }: { expected: number; exit: ShownExit }): Explanation => ({
    explanation: {
      en: `The program ${exitWords(exit).en}; it should end with code ${expected}.`,
      es: `El programa ${exitWords(exit).es}; debería terminar con código ${expected}.`,
    },
    hint: {
      en: 'Code 0 says that all went well; look at what main returns, and at every call of exit.',
      es: 'El código 0 dice que todo salió bien; mira qué retorna main, y cada llamada a exit.',
    },
  }),
  'leaks-descriptors': ({
    before,
    after,
    peersGone,
  }: {
    before: number
    after: number
    peersGone: number
  }): Explanation => ({
    explanation: {
      en: `Before the first client came the program had ${counted(before, 'open socket', 'open sockets')}; ${counted(peersGone, 'client has', 'clients have')} come and gone since, and now it has ${after}.`,
      es: `Antes de que llegara el primer cliente, el programa tenía ${counted(before, 'socket abierto', 'sockets abiertos')}; desde entonces ${counted(peersGone, 'cliente llegó y se fue', 'clientes llegaron y se fueron')}, y ahora tiene ${after}.`,
    },
    hint: {
      en: 'shutdown() ends a connection and keeps its descriptor. Call close() too, on every way out of the code that serves a client, or accept() will fail one day with "too many open files".',
      es: 'shutdown() termina una conexión y conserva su descriptor. Llama también a close(), en todos los caminos del código que atiende a un cliente, o un día accept() fallará con "too many open files".',
    },
  }),
  'spins-at-end-of-input': ({ peer }: { peer: string }): Explanation => ({
    explanation: {
      en: `Since ${peer} ended the connection the program has been running without a pause: it takes all the processor time that it can get, and nothing comes of it.`,
      es: `Desde que ${peer} terminó la conexión, el programa corre sin pausa: ocupa todo el procesador que puede, sin ningún resultado.`,
    },
    hint: {
      en: 'At the end of input recv() returns at once with no bytes, again and again. An empty result is the end: leave the loop and close the connection.',
      es: 'Al final de la entrada, recv() vuelve de inmediato sin bytes, una y otra vez. Un resultado vacío es el final: sal del ciclo y cierra la conexión.',
    },
  }),
} as const
