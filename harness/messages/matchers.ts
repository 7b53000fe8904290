import type { Text } from './text.ts'

/** A hash of something else than a stream of bytes. */
export function noHash(kind: string): Text {
  return {
    en: `a hash is for what a peer receives (expect, fence), and this is "${kind}"`,
    es: `un hash es para lo que recibe un par (expect, fence), y este es "${kind}"`,
  }
}

/** Alternatives of which one is the beginning of another. */
export const ambiguousOrder: Text = {
  en: 'one of these is the beginning of another, so that nobody can tell them apart while they come; each should end with what the others do not have, a newline say',
  es: 'uno de estos es el comienzo de otro, de modo que nadie los distingue mientras llegan; cada uno debería terminar con algo que los otros no tienen, un salto de línea por ejemplo',
}
