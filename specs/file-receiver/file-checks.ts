import { check } from '../../harness/index.ts'
import { arrives } from './moves.ts'
import { binary, empty, exact, long, several, short } from './protocol.ts'

/** What arrives where nothing goes wrong. */
export const fileChecks = [
  check('writes-the-file', {
    points: 3,
    after: ['acknowledges'],
    requirement: {
      en: 'The receiver MUST have written the whole file, byte for byte, when it acknowledges the last block.',
      es: 'El receptor DEBE haber escrito el archivo entero, byte por byte, cuando confirma el último bloque.',
    },
    scenarios: { 'one-block': arrives(short), several: arrives(several) },
  }),
  check('writes-any-bytes', {
    points: 1,
    after: ['writes-the-file'],
    requirement: {
      en: 'The receiver MUST write every byte as it came, text or not.',
      es: 'El receptor DEBE escribir cada byte como llegó, sea texto o no.',
    },
    scenario: arrives(binary),
  }),
  check('ends-with-an-empty-block', {
    points: 2,
    after: ['writes-the-file'],
    requirement: {
      en: 'The receiver MUST take an empty block for the last one of a file: of one with only full blocks before it, and of an empty file.',
      es: 'El receptor DEBE tomar un bloque vacío por el último de un archivo: de uno que antes solo tiene bloques llenos, y de un archivo vacío.',
    },
    scenarios: { 'full-blocks': arrives(exact), nothing: arrives(empty) },
  }),
  check('goes-round', {
    points: 2,
    after: ['writes-the-file'],
    requirement: {
      en: 'After block number 255 the receiver MUST expect number 0 again.',
      es: 'Después del bloque número 255 el receptor DEBE esperar otra vez el número 0.',
    },
    scenario: arrives(long),
  }),
]
