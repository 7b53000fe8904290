import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** A captured value that no step before it captures. */
export function notCaptured(name: string, near: string | undefined): Text {
  const shown = visible(name)
  return near === undefined
    ? {
        en: `no step before this one captures "${shown}", an "expect" should`,
        es: `ningún paso anterior a este captura "${shown}", un "expect" debería hacerlo`,
      }
    : {
        en: `no step before this one captures "${shown}", did you mean "${near}"?`,
        es: `ningún paso anterior a este captura "${shown}", ¿quisiste decir "${near}"?`,
      }
}

/** A name that two steps give. */
export function capturedTwice(name: string): Text {
  return {
    en: `"${visible(name)}" is captured already, each value should have a name of its own`,
    es: `"${visible(name)}" ya está capturado, cada valor debería tener un nombre propio`,
  }
}

/** A captured value in a step that cannot use it. */
export function noUser(kind: string, users: readonly string[]): Text {
  const list = users.join(', ')
  return {
    en: `"${kind}" cannot use what was captured, it should be in one of ${list}`,
    es: `"${kind}" no puede usar lo capturado, debería estar en uno de ${list}`,
  }
}

/** A capture in a step that only looks. */
export function noCapturer(kind: string): Text {
  return {
    en: `"${kind}" cannot capture, an "expect" should`,
    es: `"${kind}" no puede capturar, debería hacerlo un "expect"`,
  }
}

/** A captured value where nobody plays steps before. */
export const nothingBefore: Text = {
  en: 'nothing was captured before it, it should be a text or bytes',
  es: 'nada se capturó antes, debería ser un texto o bytes',
}

/** A step that looks at what is left after nobody knows how much was taken. */
export function afterAnything(kind: string): Text {
  return {
    en: `"${kind}" follows an "expect" of "anything", of which nobody knows how much it takes; it should look at nothing more of this peer (expectClose with before: anything), or that should be "contains"`,
    es: `"${kind}" sigue a un "expect" de "anything", del que nadie sabe cuánto toma; no debería mirar nada más de este par (expectClose con before: anything), o aquel debería ser "contains"`,
  }
}
