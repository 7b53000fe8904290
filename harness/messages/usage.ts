import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** The submissions folder cannot be read. */
export function submissionsUnreadable(folder: string, code: string): Text {
  const shown = visible(folder)
  const why = reason(code)
  return {
    en: `the submissions folder "${shown}" cannot be read: ${why.en}; it should be a folder with one folder or file for each submission`,
    es: `la carpeta de entregas "${shown}" no se puede leer: ${why.es}; debería ser una carpeta con una carpeta o un archivo por entrega`,
  }
}

/** The submissions folder has nothing in it. */
export function noSubmissions(folder: string): Text {
  const shown = visible(folder)
  return {
    en: `the submissions folder "${shown}" is empty; it should have one folder or file for each submission`,
    es: `la carpeta de entregas "${shown}" está vacía; debería tener una carpeta o un archivo por entrega`,
  }
}

/** Files beside the folders of submissions. */
export function leftOut(files: readonly string[]): Text {
  return {
    en: `left out are files beside the folders: ${some(files, '', 'more')}; each submission should have a folder of its own (archives unpacked), or all should be single files`,
    es: `quedan fuera archivos que están junto a las carpetas: ${some(files, '', 'más')}; cada entrega debería tener su propia carpeta (archivos comprimidos, extraídos), o todas deberían ser archivos sueltos`,
  }
}

/** The one submission to check cannot be read. */
export function submissionUnreadable(folder: string, code: string): Text {
  const why = reason(code)
  return {
    en: `"${visible(folder)}" cannot be checked: ${why.en}; give the folder or the file with your program`,
    es: `"${visible(folder)}" no se puede revisar: ${why.es}; indica la carpeta o el archivo con tu programa`,
  }
}

/** Some file of a submission cannot be read. */
export function filesUnreadable(code: string): Text {
  const why = code === 'ENOENT' ? oddName : reason(code)
  return {
    en: `the submission cannot be read: ${why.en}; all its files should be readable`,
    es: `la entrega no se puede leer: ${why.es}; todos sus archivos deberían poder leerse`,
  }
}

/** A name that the file system has and that cannot be written as text is not found again. */
const oddName: Text = {
  en: 'the name of one of its files is no text (UTF-8)',
  es: 'el nombre de uno de sus archivos no es texto (UTF-8)',
}

/** A submission has more files than are read. */
export function tooManyFiles(max: number): Text {
  return {
    en: `the submission has more than ${max} files, so it was not read to the end`,
    es: `la entrega tiene más de ${max} archivos, así que no se leyó hasta el final`,
  }
}

/** A submission is larger than what is read. */
export function tooManyBytes(max: number): Text {
  return {
    en: `the submission has more than ${max} bytes, so it was not read to the end`,
    es: `la entrega tiene más de ${max} bytes, así que no se leyó hasta el final`,
  }
}

/** No file can be the entry file. */
export function noEntry(candidates: readonly string[], files: readonly string[]): Text {
  const wanted = candidates.map(quoted).join(', ')
  return {
    en: `there is no entry file: its name should be ${wanted} with the extension of a known language, and there is ${some(files, 'nothing', 'more')}`,
    es: `no hay archivo de entrada: su nombre debería ser ${wanted} con la extensión de un lenguaje conocido, y lo que hay es ${some(files, 'nada', 'más')}`,
  }
}

/** There is no makefile although it should build the program. */
export function noMakefile(files: readonly string[]): Text {
  return {
    en: `there is no makefile: there should be a Makefile that builds the program, and there is ${some(files, 'nothing', 'more')}`,
    es: `no hay makefile: debería haber un Makefile que construya el programa, y lo que hay es ${some(files, 'nada', 'más')}`,
  }
}

/** Several files could be the entry file. */
export function severalEntries(files: readonly string[]): Text {
  return {
    en: `there are several entry files: ${some(files, '', 'more')}; there should be one`,
    es: `hay varios archivos de entrada: ${some(files, '', 'más')}; debería haber uno`,
  }
}

/** Files that could have been the entry file, beside the one that was. */
export function notRun(files: readonly string[]): Text {
  return {
    en: `also there, and not run: ${some(files, '', 'more')}`,
    es: `también hay, y no se corrió: ${some(files, '', 'más')}`,
  }
}

/** A number that is not above its bound. */
export function notAbove(value: number, bound: number): Text {
  return {
    en: `it is ${value}, it should be more than ${bound}`,
    es: `es ${value}, debería ser mayor que ${bound}`,
  }
}

/** A check that would be passed without a test. */
export const noScenarios: Text = {
  en: 'there is no scenario in it, it should have at least one',
  es: 'no tiene ningún escenario, debería tener al menos uno',
}

/** A step that needs the program after it has ended. */
export function afterExit(kind: string): Text {
  return {
    en: `"${kind}" comes after "expectExit", when the program has ended; only expect, expectOutput, expectSilence, expectClose and restart may follow it`,
    es: `"${kind}" viene después de "expectExit", cuando el programa ya terminó; después solo pueden venir expect, expectOutput, expectSilence, expectClose y restart`,
  }
}

const namesMax = 8

function some(names: readonly string[], none: string, more: string): string {
  if (names.length === 0) return none
  const rest = names.length - namesMax
  const shown = names.slice(0, namesMax).map(quoted).join(', ')
  return rest > 0 ? `${shown} (+${rest} ${more})` : shown
}

function quoted(text: string): string {
  return `"${visible(text)}"`
}

/** What a system error means, in words. */
export function reason(code: string): Text {
  switch (code) {
    case 'ENOENT':
      return { en: 'it does not exist', es: 'no existe' }
    case 'ENOTDIR':
      return { en: 'it is not a folder', es: 'no es una carpeta' }
    case 'EISDIR':
      return { en: 'it is a folder', es: 'es una carpeta' }
    case 'EACCES':
      return { en: 'reading it is not allowed', es: 'no está permitido leerla' }
    default:
      return { en: code, es: code }
  }
}
