import { visible } from '../lib/quote.ts'
import { faultWords } from './syntax.ts'
import type { Text } from './text.ts'
import { reason } from './usage.ts'

/** A file that cannot be read. */
export function unreadable(file: string, code: string): Text {
  const why = reason(code)
  return {
    en: `"${visible(file)}" cannot be read: ${why.en}; it should be a file that may be read`,
    es: `"${visible(file)}" no se puede leer: ${why.es}; debería ser un archivo que se pueda leer`,
  }
}

/** A file that is larger than any assignment. */
export function tooLarge(file: string, bytesMax: number): Text {
  return {
    en: `"${visible(file)}" is larger than ${bytesMax} bytes, it should be an assignment or a configuration`,
    es: `"${visible(file)}" tiene más de ${bytesMax} bytes, debería ser una tarea o una configuración`,
  }
}

/** A file that is not in its own language. */
export function syntax(place: string, message: string): Text {
  const fault = faultWords(message)
  return {
    en: `${visible(place)}: the file cannot be understood: ${fault.en}`,
    es: `${visible(place)}: el archivo no se entiende: ${fault.es}`,
  }
}

/** A module that uses a name of ours and does not import it. */
export function notImported(
  place: string,
  { name, from }: { readonly name: string; readonly from: string },
): Text {
  const line = `import { ${name} } from '${visible(from)}'`
  return {
    en: `${visible(place)}: "${name}" is not defined, it should be imported: ${line}`,
    es: `${visible(place)}: "${name}" no está definido, debería importarse: ${line}`,
  }
}

/** A module that exports nothing by default. */
export function noDefaultExport(file: string): Text {
  return {
    en: `"${visible(file)}" has no default export, it should be "export default …"`,
    es: `"${visible(file)}" no tiene una exportación por defecto, debería ser "export default …"`,
  }
}

/** A mistake in the data of a file: where, and what. */
export type PlacedProblem = { readonly place: string; readonly path: string; readonly text: Text }

/** Mistakes in the data of a file, a line for each, and how many more there are. */
export function problems(shown: readonly PlacedProblem[], more: number): Text {
  const rest = {
    en: more === 0 ? '' : ` (and ${more} more)`,
    es: more === 0 ? '' : ` (y ${more} más)`,
  }
  const lines = (language: 'en' | 'es') =>
    shown
      .map(({ place, path, text }) => {
        const at = path === '' ? '' : ` ${visible(path)}:`
        return `${visible(place)}:${at} ${text[language]}`
      })
      .join('\n')
  return { en: `${lines('en')}${rest.en}`, es: `${lines('es')}${rest.es}` }
}

/** An assignment that is not known. */
export function unknownAssignment(
  name: string,
  near: string | undefined,
  known: readonly string[],
): Text {
  const shown = visible(name)
  const list = known.join(', ')
  return {
    en: `there is no assignment "${shown}"${near === undefined ? '' : `, did you mean "${near}"?`} (known: ${list || 'none'}; a path to its file will do too)`,
    es: `no hay una tarea "${shown}"${near === undefined ? '' : `, ¿quisiste decir "${near}"?`} (conocidas: ${list || 'ninguna'}; también sirve la ruta de su archivo)`,
  }
}

/** A folder with several assignment files. */
export function severalAssignments(folder: string, names: readonly string[]): Text {
  const list = names.join(', ')
  return {
    en: `"${visible(folder)}" has several assignment files: ${list}; there should be one`,
    es: `"${visible(folder)}" tiene varios archivos de tarea: ${list}; debería haber uno`,
  }
}

/** No configuration where one was named. */
export function noConfig(file: string): Text {
  return {
    en: `the configuration "${visible(file)}" does not exist; leave out --config to use the nearest grading.config.*`,
    es: `la configuración "${visible(file)}" no existe; omite --config para usar el grading.config.* más cercano`,
  }
}
