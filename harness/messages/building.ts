import { visible } from '../lib/quote.ts'
import type { Explanation } from './explanation.ts'
import type { Text } from './text.ts'

/** A makefile that worked and made no program. */
function nothingMade(candidates: readonly string[]): Text {
  const wanted = candidates.map((name) => `"${visible(name)}"`).join(', ')
  return {
    en: `make ended without an error, and there is no program ${wanted} beside the makefile`,
    es: `make terminó sin errores, y no hay un programa ${wanted} junto al makefile`,
  }
}

/** What to do about a program that does not compile. */
const firstError: Text = {
  en: "Read the compiler's first error; the later ones often follow from it.",
  es: 'Lee el primer error del compilador; los siguientes suelen venir de él.',
}

/** What to do about a makefile that makes nothing. */
const targetHint: Text = {
  en: 'Let the first target of the makefile, or "all", make an executable file with such a name, in the folder of the makefile.',
  es: 'Haz que el primer objetivo del makefile, o "all", cree un archivo ejecutable con un nombre así, en la carpeta del makefile.',
}

type Names = readonly string[] | undefined

/** The program could not be built. */
export function unbuilt({ unmade }: { unmade?: Names }): Explanation {
  return unmade === undefined
    ? {
        explanation: {
          en: 'The program does not compile, so nothing could be run.',
          es: 'El programa no compila, así que no se pudo correr nada.',
        },
        hint: firstError,
      }
    : {
        explanation: {
          en: `Nothing could be run: ${nothingMade(unmade).en}.`,
          es: `No se pudo correr nada: ${nothingMade(unmade).es}.`,
        },
        hint: targetHint,
      }
}

/** Another program of the submission, which takes part in a check, could not be built. */
export function otherUnbuilt({
  program,
  unmade,
}: {
  program: string
  unmade?: Names
}): Explanation {
  const name = `"${visible(program)}"`
  const made = unmade && nothingMade(unmade)
  return {
    explanation: {
      en: `Your program ${name}, which takes part in this check, ${made ? `is not there: ${made.en}` : 'does not compile'}.`,
      es: `Tu programa ${name}, que participa en esta revisión, ${made ? `no está: ${made.es}` : 'no compila'}.`,
    },
    hint: made ? targetHint : firstError,
  }
}
