import type { Bytes } from '../lib/bytes.ts'
import { quotedBytes } from './shown.ts'
import type { Text } from './text.ts'

/** What a relay did to a datagram, for people to see. */
export type ShownRelayed = {
  readonly peer: string
  readonly direction: 'to-program' | 'from-program'
  readonly number: number
  readonly fate: 'dropped' | 'duplicated' | 'held' | 'corrupted' | 'released'
  readonly data: Bytes
}

const fates = {
  dropped: { en: 'loses', es: 'pierde' },
  duplicated: { en: 'doubles', es: 'duplica' },
  held: { en: 'holds back', es: 'retiene' },
  corrupted: { en: 'changes', es: 'cambia' },
  released: { en: 'lets go of', es: 'deja pasar' },
} as const satisfies Record<ShownRelayed['fate'], Text>

/** `the relay loses datagram 2 from the program to ana, "hola"`. */
export function relayedWords({ peer, direction, number, fate, data }: ShownRelayed): Text {
  const way =
    direction === 'to-program'
      ? { en: `from ${peer} to the program`, es: `de ${peer} al programa` }
      : { en: `from the program to ${peer}`, es: `del programa a ${peer}` }
  const { en, es } = fates[fate]
  const result =
    fate === 'corrupted'
      ? { en: `, into ${quotedBytes(data)}`, es: `, a ${quotedBytes(data)}` }
      : { en: `, ${quotedBytes(data)}`, es: `, ${quotedBytes(data)}` }
  return {
    en: `the relay ${en} datagram ${number} ${way.en}${result.en}`,
    es: `el relevo ${es} el datagrama ${number} ${way.es}${result.es}`,
  }
}

/** The harness itself did not run for so long. */
export function heldUpWords(ms: string): Text {
  return {
    en: `the harness itself was kept from running for ${ms}`,
    es: `el propio corrector no pudo correr durante ${ms}`,
  }
}
