import { check } from '../../harness/index.ts'
import { binary, empty, exact, long, several, short } from './protocol.ts'
import { sent } from './moves.ts'

/** What is sent where nothing goes wrong. */
export const fileChecks = [
  check('sends-the-file', {
    points: 3,
    after: ['sends-a-block'],
    requirement: {
      en: 'The sender MUST send the blocks of the file in their order, each when the one before is acknowledged, and end with code 0 after the last one.',
      es: 'El emisor DEBE enviar los bloques del archivo en su orden, cada uno cuando el anterior está confirmado, y terminar con código 0 después del último.',
    },
    scenarios: { 'one-block': sent('corto.txt', short), several: sent('largo.txt', several) },
  }),
  check('sends-any-bytes', {
    points: 1,
    after: ['sends-the-file'],
    requirement: {
      en: 'The sender MUST send every byte as it stands in the file, text or not.',
      es: 'El emisor DEBE enviar cada byte como está en el archivo, sea texto o no.',
    },
    scenario: sent('binario.bin', binary),
  }),
  check('ends-with-an-empty-block', {
    points: 2,
    after: ['sends-the-file'],
    requirement: {
      en: 'Where the last block of a file is full, and where a file is empty, the sender MUST send an empty block at the end.',
      es: 'Cuando el último bloque de un archivo está lleno, y cuando un archivo está vacío, el emisor DEBE enviar al final un bloque vacío.',
    },
    scenarios: {
      'full-blocks': sent('bloques.txt', exact),
      nothing: sent('vacio.bin', empty),
    },
  }),
  check('goes-round', {
    points: 2,
    after: ['sends-the-file'],
    requirement: {
      en: 'After block number 255 the sender MUST send number 0 again.',
      es: 'Después del bloque número 255 el emisor DEBE enviar otra vez el número 0.',
    },
    scenario: sent('enorme.txt', long),
  }),
]
