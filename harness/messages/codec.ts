import { visible } from '../lib/quote.ts'
import { seconds } from './shown.ts'
import type { Text } from './text.ts'
import { reason } from './usage.ts'

/** The file of a codec cannot be read. */
export function codecUnreadable(code: string): Text {
  const why = reason(code)
  return {
    en: `the codec cannot be read: ${why.en}; it should be a file beside the assignment, such as "./codec.ts"`,
    es: `el códec no se puede leer: ${why.es}; debería ser un archivo junto a la tarea, como "./codec.ts"`,
  }
}

/** The module cannot be loaded. */
export function codecFails(message: string): Text {
  return {
    en: `the codec cannot be loaded: ${visible(message)}`,
    es: `el códec no se puede cargar: ${visible(message)}`,
  }
}

/** The module does not come to an end when it is run. */
export function codecEndless(name: string, limitMs: number): Text {
  const file = visible(name)
  return {
    en: `the codec "${file}" does not come to an end by itself: it was stopped after ${seconds(limitMs)}, while it was being loaded`,
    es: `el códec "${file}" no termina por sí mismo: se detuvo después de ${seconds(limitMs)}, mientras se cargaba`,
  }
}

/** What the module exports is no codec. */
export const noCodec: Text = {
  en: 'the codec should be "export default" of an object with the functions "encode" and "decode", and "boundaries" if it likes',
  es: 'el códec debería ser "export default" de un objeto con las funciones "encode" y "decode", y si quiere "boundaries"',
}

/** The codec takes values from other files. */
export const codecImports: Text = {
  en: 'the codec imports something; it should be one file, whose hash then stands for it ("import type" is free)',
  es: 'el códec importa algo; debería ser un solo archivo, al que su hash representa ("import type" es libre)',
}

/** The file of a codec is not the one that the assignment was written for. */
export function codecChanged(hash: string): Text {
  return {
    en: `the codec's file has the hash "${visible(hash)}"; the assignment names another one`,
    es: `el archivo del códec tiene el hash "${visible(hash)}"; la tarea nombra otro`,
  }
}

/** A function of the codec threw, took too long or returned nonsense, on a message of the assignment. */
export function codecFaulty(what: string): Text {
  return {
    en: `the codec fails on this message: ${visible(what)}`,
    es: `el códec falla con este mensaje: ${visible(what)}`,
  }
}

/** What the codec reads is not what it wrote. */
export const codecDisagrees: Text = {
  en: 'decode() does not find in the bytes of encode() this one message of as many bytes, alone or with more behind it',
  es: 'decode() no encuentra en los bytes de encode() este único mensaje de tantos bytes, solo o con más detrás',
}

/** The codec does not know that more bytes are to come. */
export function codecTooEarly(bytes: number, of: number): Text {
  return {
    en: `of the first ${bytes} of the ${of} bytes of this message decode() should say "incomplete"`,
    es: `de los primeros ${bytes} de los ${of} bytes de este mensaje decode() debería decir "incomplete"`,
  }
}
