import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'
import { reason } from './usage.ts'

/** What was to be written is there. */
export function alreadyThere(path: string): Text {
  return {
    en: `"${visible(path)}" is there already, and nothing that is there is changed; choose another id or another folder`,
    es: `"${visible(path)}" ya existe, y nada que exista se cambia; elige otro id u otra carpeta`,
  }
}

/** A file that cannot be written. */
export function unwritable(path: string, code: string): Text {
  const why = reason(code)
  return {
    en: `"${visible(path)}" cannot be written: ${why.en}; it should be in a folder that may be written to`,
    es: `"${visible(path)}" no se puede escribir: ${why.es}; debería estar en una carpeta en la que se pueda escribir`,
  }
}

/** A word that cannot be the id of an assignment. */
export function notAnId(id: string): Text {
  return {
    en: `"${visible(id)}" cannot be the id of an assignment; it should be lower-case words joined by hyphens, such as "hello-server"`,
    es: `"${visible(id)}" no puede ser el id de una tarea; deberían ser palabras en minúsculas unidas por guiones, como "hello-server"`,
  }
}

/** A configuration that has no place for assignments of its own. */
export function noSpecs(config: string): Text {
  return {
    en: `"specs" names no folder in "${visible(config)}", it should name one, such as ["specs"], in which the assignment is begun`,
    es: `"specs" no nombra ninguna carpeta en "${visible(config)}", debería nombrar una, como ["specs"], en la que empiece la tarea`,
  }
}

/** Some files were written. */
export const written: Text = { en: 'written:', es: 'se escribió:' }

/** What can be done next. */
export const next: Text = { en: 'next:', es: 'ahora:' }
