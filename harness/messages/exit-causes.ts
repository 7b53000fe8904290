import type { Explanation } from './explanation.ts'
import { exitWords, seconds, type ShownExit } from './shown.ts'

/** Failures of the end of a program. */
export const exitCauses = {
  'did-not-exit': ({ limitMs }: { limitMs: number }): Explanation => ({
    explanation: {
      en: `${seconds(limitMs)} later the program was still running; it should have ended by itself.`,
      es: `${seconds(limitMs)} después el programa seguía corriendo; debería haber terminado solo.`,
    },
    hint: {
      en: 'What does it still wait for? A loop without an end, a thread, or a call that waits for another client or for the keyboard.',
      es: '¿Qué espera todavía? Un ciclo sin fin, un hilo, o una llamada que espera a otro cliente o al teclado.',
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
} as const
