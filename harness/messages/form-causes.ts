import type { Bytes } from '../lib/bytes.ts'
import { visible } from '../lib/quote.ts'
import type { Explanation } from './explanation.ts'
import { counted, quotedBytes, quotedText } from './shown.ts'
import type { Text } from './text.ts'

type Fault =
  | 'line'
  | 'no-line'
  | 'first-line'
  | 'field'
  | 'missing-field'
  | 'no-field'
  | 'line-end'
  | 'folded'
  | 'too-long'
  | 'cut-short'
  | 'no-length'
  | 'short-body'

type WrongForm = {
  peer?: string | undefined
  stream?: 'stdout' | 'stderr' | 'either' | undefined
  fault: Fault
  received: Bytes
  size: number
  name?: string | undefined
  pattern?: string | undefined
  like?: string | undefined
  announced?: number | undefined
}

/** Failures of a text that is told by its form. */
export const formCauses = {
  'wrong-form': (cause: WrongForm): Explanation => ({
    explanation: explanations[cause.fault](cause),
    hint: hints[cause.fault],
  }),
} as const

const explanations: Readonly<Record<Fault, (cause: WrongForm) => Text>> = {
  line: (cause) => ({
    en: `${whose(cause).en} the line ${quotedBytes(cause.received)}${should(cause).en}.`,
    es: `${whose(cause).es} la línea ${quotedBytes(cause.received)}${should(cause).es}.`,
  }),
  'no-line': (cause) => ({
    en: `${whose(cause).en} ${quotedBytes(cause.received)}, without any line that is right${should(cause).en}.`,
    es: `${whose(cause).es} ${quotedBytes(cause.received)}, sin ninguna línea que sea correcta${should(cause).es}.`,
  }),
  'first-line': (cause) => ({
    en: `${whose(cause).en} the first line ${quotedBytes(cause.received)}${should(cause).en}.`,
    es: `${whose(cause).es} la primera línea ${quotedBytes(cause.received)}${should(cause).es}.`,
  }),
  field: (cause) => ({
    en: `${whose(cause).en} the field ${named(cause)} with the value ${quotedBytes(cause.received)}${should(cause).en}.`,
    es: `${whose(cause).es} el campo ${named(cause)} con el valor ${quotedBytes(cause.received)}${should(cause).es}.`,
  }),
  'missing-field': (cause) => ({
    en: `${whose(cause).en} a head without the field ${named(cause)}${should(asField(cause)).en}.`,
    es: `${whose(cause).es} un encabezado sin el campo ${named(cause)}${should(asField(cause)).es}.`,
  }),
  'no-field': (cause) => ({
    en: `${whose(cause).en} a head with the line ${quotedBytes(cause.received)}; each of its lines after the first should be a name, a colon and a value, and an empty line should end it.`,
    es: `${whose(cause).es} un encabezado con la línea ${quotedBytes(cause.received)}; cada línea después de la primera debería ser un nombre, dos puntos y un valor, y una línea vacía debería terminarlo.`,
  }),
  'line-end': (cause) => ({
    en: String.raw`${whose(cause).en} the line ${quotedBytes(cause.received)} of a head with "\n" alone at its end; it should be "\r\n".`,
    es: String.raw`${whose(cause).es} la línea ${quotedBytes(cause.received)} de un encabezado con solo "\n" al final; debería ser "\r\n".`,
  }),
  folded: (cause) => ({
    en: `${whose(cause).en} a head with the line ${quotedBytes(cause.received)}, which begins with white space; each field should be in one line.`,
    es: `${whose(cause).es} un encabezado con la línea ${quotedBytes(cause.received)}, que comienza con un espacio; cada campo debería ir en una línea.`,
  }),
  'too-long': (cause) => ({
    en: `${whose(cause).en} ${counted(cause.size, 'byte', 'bytes')} without an end, more than a line or a head may have: ${quotedBytes(cause.received)}.`,
    es: `${whose(cause).es} ${counted(cause.size, 'byte', 'bytes')} sin un final, más de los que puede tener una línea o un encabezado: ${quotedBytes(cause.received)}.`,
  }),
  'cut-short': (cause) => ({
    en: `${whose(cause).en} ${quotedBytes(cause.received)}, and the end of the line or of the head never came${should(cause).en}.`,
    es: `${whose(cause).es} ${quotedBytes(cause.received)}, y el final de la línea o del encabezado nunca llegó${should(cause).es}.`,
  }),
  'no-length': (cause) => ({
    en: `${whose(cause).en} a head without Content-Length, and the connection stays open: nobody can tell where the body ends, after ${counted(cause.size, 'byte', 'bytes')} so far.`,
    es: `${whose(cause).es} un encabezado sin Content-Length, y la conexión sigue abierta: nadie puede saber dónde termina el cuerpo, que lleva ${counted(cause.size, 'byte', 'bytes')}.`,
  }),
  'short-body': (cause) => ({
    en: `${whose(cause).en} a head whose Content-Length announces ${counted(cause.announced ?? 0, 'byte', 'bytes')}, and then only ${counted(cause.size, 'byte', 'bytes')}.`,
    es: `${whose(cause).es} un encabezado cuyo Content-Length anuncia ${counted(cause.announced ?? 0, 'byte', 'bytes')}, y luego solo ${counted(cause.size, 'byte', 'bytes')}.`,
  }),
}

function whose({ peer, stream = 'either' }: WrongForm): Text {
  return peer === undefined ? streams[stream] : { en: `${peer} received`, es: `${peer} recibió` }
}

const streams = {
  stdout: { en: 'Standard output shows', es: 'La salida estándar muestra' },
  stderr: { en: 'Standard error shows', es: 'La salida de error muestra' },
  either: { en: 'The output shows', es: 'La salida muestra' },
} as const satisfies Record<string, Text>

function named({ name }: WrongForm): string {
  return visible(name ?? '?')
}

/** With the whole line as the example. */
function asField(cause: WrongForm): WrongForm {
  return cause.like === undefined ? cause : { ...cause, like: `${named(cause)}: ${cause.like}` }
}

/** What it should be: an example, or the pattern where there is none. */
function should({ pattern, like }: WrongForm): Text {
  if (like !== undefined) {
    return {
      en: `; it should be like ${quotedText(like)}`,
      es: `; debería ser como ${quotedText(like)}`,
    }
  }
  if (pattern === undefined) return { en: '', es: '' }
  return {
    en: `; it should fit the pattern ${quotedText(pattern)}`,
    es: `; debería calzar con el patrón ${quotedText(pattern)}`,
  }
}

const letterByLetter: Text = {
  en: 'Compare letter by letter, and mind capitals, spaces and what ends the line.',
  es: 'Compara letra por letra, y fíjate en mayúsculas, espacios y en lo que termina la línea.',
}

const lineEnds: Text = {
  en: String.raw`Every line of a head ends with "\r\n", and after the last field comes an empty line, "\r\n" alone.`,
  es: String.raw`Cada línea de un encabezado termina con "\r\n", y tras el último campo viene una línea vacía, solo "\r\n".`,
}

const countBytes: Text = {
  en: 'Content-Length counts the bytes of the body, not its characters. And does your code look at how many bytes send() took?',
  es: 'Content-Length cuenta los bytes del cuerpo, no sus caracteres. ¿Y revisa tu código cuántos bytes tomó send()?',
}

const hints: Readonly<Record<Fault, Text>> = {
  line: letterByLetter,
  'no-line': letterByLetter,
  'first-line': letterByLetter,
  field: {
    en: 'Is the value that of this answer, and of no other? A length counts bytes, not characters.',
    es: '¿Es el valor de esta respuesta, y de ninguna otra? Un largo cuenta bytes, no caracteres.',
  },
  'missing-field': {
    en: 'A field is a line of the head: its name, a colon and its value. How names are capitalized does not matter.',
    es: 'Un campo es una línea del encabezado: su nombre, dos puntos y su valor. Las mayúsculas del nombre no importan.',
  },
  'no-field': lineEnds,
  'line-end': lineEnds,
  folded: lineEnds,
  'too-long': lineEnds,
  'cut-short': lineEnds,
  'no-length': {
    en: 'Send Content-Length with the number of bytes of the body, or close the connection after it.',
    es: 'Envía Content-Length con la cantidad de bytes del cuerpo, o cierra la conexión después de él.',
  },
  'short-body': countBytes,
}
