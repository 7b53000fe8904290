import { excessWords, type Excess } from './excess.ts'
import type { Explanation } from './explanation.ts'
import type { Text } from './text.ts'
import { counted, exitWords, seconds, type ShownExit } from './shown.ts'

const hintsOfExcess: Readonly<Record<Excess, Text>> = {
  output: {
    en: 'Which print is in a loop that never waits? A loop that reads must end when recv() brings nothing.',
    es: '¿Qué print está en un ciclo que nunca espera? Un ciclo que lee debe terminar cuando recv() no trae nada.',
  },
  memory: {
    en: 'What grows without an end? A list or a string to which a loop adds, or a size that a client may choose.',
    es: '¿Qué crece sin fin? Una lista o un texto al que un ciclo agrega, o un tamaño que un cliente puede elegir.',
  },
  threads: {
    en: 'What starts a process or thread again and again? After fork() the child must leave the loop of its parent, and what has ended must be waited for.',
    es: '¿Qué inicia un proceso o hilo una y otra vez? Después de fork() el hijo debe salir del ciclo de su padre, y lo que terminó debe ser esperado.',
  },
}

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
  'used-too-much': ({ what, limit }: { what: Excess; limit: number }): Explanation => ({
    explanation: {
      en: `The program was ended because it used more than any program of this assignment may: more than ${excessWords(what, limit).en}.`,
      es: `El programa fue terminado porque usó más de lo que puede cualquier programa de esta tarea: más de ${excessWords(what, limit).es}.`,
    },
    hint: hintsOfExcess[what],
  }),
  'wrong-exit-code': ({
    expected,
    exit,
  }: {
    expected: number | 'failure'
    exit: ShownExit
  }): Explanation => ({
    explanation:
      expected === 'failure'
        ? {
            en: `The program ${exitWords(exit).en}; it should end with another code than 0, because what it was for did not succeed.`,
            es: `El programa ${exitWords(exit).es}; debería terminar con un código distinto de 0, porque no logró lo que debía hacer.`,
          }
        : {
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
