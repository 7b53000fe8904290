import type { Bytes } from '../lib/bytes.ts'
import { visible } from '../lib/quote.ts'
import { exitWords, quotedBytes, type ShownExit } from './shown.ts'
import type { Text } from './text.ts'

/** What happened to another program. */
export type OtherHappened =
  | { readonly kind: 'started' | 'over-limit' | 'not-listening' }
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'output'; readonly stream: string; readonly data: Bytes }
  | { readonly kind: 'exited'; readonly exit: ShownExit }

/** The same in a line. */
export function otherWords(name: string, event: OtherHappened): Text {
  const { en, es } = wordsOf(event)
  return { en: `"${visible(name)}" ${en}`, es: `"${visible(name)}" ${es}` }
}

const plain = {
  started: { en: 'starts', es: 'empieza' },
  'over-limit': { en: 'uses too much and is ended', es: 'usa demasiado y es terminado' },
  'not-listening': { en: 'does not listen', es: 'no escucha' },
} as const satisfies Record<string, Text>

function wordsOf(event: OtherHappened): Text {
  if (event.kind === 'exited') return exitWords(event.exit)
  if (event.kind === 'listening') {
    const { port } = event
    return { en: `listens on port ${port}`, es: `escucha en el puerto ${port}` }
  }
  if (event.kind !== 'output') return plain[event.kind]
  const text = quotedBytes(event.data)
  return { en: `writes (${event.stream}): ${text}`, es: `escribe (${event.stream}): ${text}` }
}

/** A program that should take part, and cannot. */
export function missingWords(name: string): Text {
  return {
    en: `"${visible(name)}" cannot take part`,
    es: `"${visible(name)}" no puede participar`,
  }
}
