import type { Explanation } from './explanation.ts'
import { quotedText } from './shown.ts'
import type { Text } from './text.ts'

/** A pattern that does not say where the port is. */
export function onePort(pattern: string): Text {
  return {
    en: `${quotedText(pattern)} should have {port} once, where the port stands`,
    es: `${quotedText(pattern)} debería tener {port} una vez, donde va el puerto`,
  }
}

/** An example that does not announce a port. */
export function noExample(pattern: string, like: string): Text {
  return {
    en: `with a port in the place of {port}, the example ${quotedText(like)} is not found by the pattern ${quotedText(pattern)}; "like" should be a text that it finds`,
    es: `con un puerto en el lugar de {port}, el patrón ${quotedText(pattern)} no encuentra el ejemplo ${quotedText(like)}; "like" debería ser un texto que encuentre`,
  }
}

function onPort(port: number | undefined): Text {
  return port === undefined
    ? { en: 'a port that the system chose', es: 'un puerto que eligió el sistema' }
    : { en: `port ${port}`, es: `el puerto ${port}` }
}

/** Failures of servers that choose their port and have to say which. */
export const announcedCauses = {
  'not-announced': ({ like }: { like: string }): Explanation => ({
    explanation: {
      en: `The program listens, and has not said on which port; it should write a line like ${quotedText(like)}.`,
      es: `El programa escucha, y no ha dicho en qué puerto; debería escribir una línea como ${quotedText(like)}.`,
    },
    hint: {
      en: 'Write it after bind() and before accept(), with the port that getsockname() gives, and flush the output: what is not written to a terminal waits in a buffer.',
      es: 'Escríbela después de bind() y antes de accept(), con el puerto que da getsockname(), y vacía el búfer de salida (flush): lo que no se escribe en un terminal espera en un búfer.',
    },
  }),
  'announced-elsewhere': ({
    announced,
    listens,
  }: {
    announced?: number | undefined
    listens?: number | undefined
  }): Explanation => ({
    explanation:
      announced === undefined && listens === undefined
        ? {
            en: 'The program says that it listens on one port, and listens on another.',
            es: 'El programa dice que escucha en un puerto, y escucha en otro.',
          }
        : {
            en: `The program says that it listens on ${onPort(announced).en}, and listens on ${onPort(listens).en}.`,
            es: `El programa dice que escucha en ${onPort(announced).es}, y escucha en ${onPort(listens).es}.`,
          },
    hint: {
      en: 'The port that you give to bind() may be 0, and then the system chooses one: ask for it with getsockname() after bind().',
      es: 'El puerto que le das a bind() puede ser 0, y entonces el sistema elige uno: pregúntalo con getsockname() después de bind().',
    },
  }),
} as const
