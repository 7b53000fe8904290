import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** A step that asks for a stream that a program in a terminal does not have. */
export const noStderr: Text = {
  en: 'it is "stderr", and in a terminal both outputs are one; leave "stream" out',
  es: 'es "stderr", y en un terminal ambas salidas son una; deja "stream" fuera',
}

/** A line that no program could read in a terminal. */
export function tooLongLine(bytesMax: number): Text {
  return {
    en: `it has a line of more than ${bytesMax} bytes, of which a terminal drops the rest; it should be shorter`,
    es: `tiene una línea de más de ${bytesMax} bytes, de la que un terminal descarta el resto; debería ser más corta`,
  }
}

/** An assignment that runs programs in a terminal, where there is none to be had. */
export function needsTerminal(because: string): Text {
  return {
    en: `the assignment runs programs in a terminal (program.streams), and there is none to be had here: ${visible(because)}; nobody could be graded fairly; "npx enchufe doctor" tells what is missing`,
    es: `la tarea corre los programas en un terminal (program.streams), y aquí no se puede tener uno: ${visible(because)}; nadie sería corregido con justicia; "npx enchufe doctor" dice qué falta`,
  }
}

/** Said to students of such an assignment. */
export const runsInTerminal: Text = {
  en: 'Your program runs in a terminal: it is judged by what a person would see there.',
  es: 'Tu programa corre en un terminal: se juzga por lo que una persona vería ahí.',
}
