import type { Text } from './text.ts'

/** One of the two references does not build. */
export const doesNotBuild: Text = {
  en: 'one of the two references does not build',
  es: 'una de las dos referencias no compila',
}

/** The reference server does not listen. */
export const serverDoesNotListen: Text = {
  en: 'the reference server does not listen',
  es: 'el servidor de referencia no escucha',
}

/** The reference server has not written a file that it should have. */
export function notWritten(path: string): Text {
  return {
    en: `the reference server has not written "${path}" as it should have`,
    es: `el servidor de referencia no escribió "${path}" como debía`,
  }
}

/** The reference client does not end well against the reference server. */
export function clientFails(turn: number, code: number | undefined): Text {
  const en = code === undefined ? 'did not end with a code' : `ended with code ${code}`
  const es = code === undefined ? 'no terminó con un código' : `terminó con código ${code}`
  return {
    en: `reference client number ${turn} ${en} against the reference server, it should end with code 0`,
    es: `el cliente de referencia número ${turn} ${es} contra el servidor de referencia, debería terminar con código 0`,
  }
}
