import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

const bytesPerMebibyte = 1_048_576

/** Files that would fill disk and memory. */
export function tooLarge(bytes: number, bytesMax: number): Text {
  const most = `${bytesMax / bytesPerMebibyte} MiB`
  return {
    en: `there are ${bytes} bytes, there should be at most ${most}`,
    es: `hay ${bytes} bytes, debería haber a lo más ${most}`,
  }
}

/** A file in whose place another one needs a folder. */
export function alsoFolder(path: string, inside: string): Text {
  return {
    en: `"${visible(path)}" is a file, and "${visible(inside)}" needs a folder of that name; one of them should have another name`,
    es: `"${visible(path)}" es un archivo, y "${visible(inside)}" necesita una carpeta con ese nombre; uno de los dos debería llamarse distinto`,
  }
}

/** A name that is left out when files are copied for a program. */
export function neverCopied(name: string): Text {
  return {
    en: `"${name}" is never copied for a program, the file should lie elsewhere`,
    es: `"${name}" nunca se copia para un programa, el archivo debería estar en otra parte`,
  }
}
