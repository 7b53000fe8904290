import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

const listMax = 12

/** A key that does not exist there. */
export function unknownKey(
  key: string,
  near: string | undefined,
  allowed: readonly string[],
): Text {
  const shown = visible(key)
  const few = allowed.length > 0 && allowed.length <= listMax
  const list = few ? ` (${allowed.join(', ')})` : ''
  return near === undefined
    ? {
        en: `"${shown}" is no key here, it should be one of the known ones${list}`,
        es: `"${shown}" no es una clave de este lugar, debería ser una de las conocidas${list}`,
      }
    : {
        en: `"${shown}" is no key here, did you mean "${near}"?`,
        es: `"${shown}" no es una clave de este lugar, ¿quisiste decir "${near}"?`,
      }
}

/** A key that must be there. */
export function missingKey(key: string, options: readonly string[]): Text {
  const shown = visible(key)
  const one =
    options.length > 0
      ? { en: `, one of ${options.join(', ')}`, es: `, uno de ${options.join(', ')}` }
      : { en: '', es: '' }
  if (key === 'en' || key === 'es') {
    return {
      en: `the text has no "${key}", it should be there in both languages, en and es`,
      es: `al texto le falta "${key}", debería estar en los dos idiomas, en y es`,
    }
  }
  return {
    en: `"${shown}" is missing, it should be there${one.en}`,
    es: `falta "${shown}", debería estar${one.es}`,
  }
}

/** A value that is none of the known ones. */
export function unknownValue(
  value: unknown,
  near: string | undefined,
  options: readonly string[],
): Text {
  const is = shownValue(value)
  const list = options.join(', ')
  return near === undefined
    ? {
        en: `it is ${is.en}, it should be one of ${list}`,
        es: `es ${is.es}, debería ser uno de ${list}`,
      }
    : {
        en: `it is ${is.en}, did you mean "${near}"?`,
        es: `es ${is.es}, ¿quisiste decir "${near}"?`,
      }
}

/** A value of another type. */
export function wrongType(value: unknown, expected: readonly string[]): Text {
  const is = shownValue(value)
  return {
    en: `it is ${is.en}, it should be ${expected.map((type) => typeNames[type]?.en ?? type).join(' or ')}`,
    es: `es ${is.es}, debería ser ${expected.map((type) => typeNames[type]?.es ?? type).join(' o ')}`,
  }
}

/** A number, list or text that is too small. */
export function tooSmall(value: unknown, min: number): Text {
  const is = shownValue(value)
  const sized = Array.isArray(value) || typeof value === 'string'
  return sized
    ? {
        en: `it is ${is.en}, it should have at least ${min}`,
        es: `es ${is.es}, debería tener al menos ${min}`,
      }
    : {
        en: `it is ${is.en}, it should be at least ${min}`,
        es: `es ${is.es}, debería ser al menos ${min}`,
      }
}

/** A number, list or text that is too large. */
export function tooBig(value: unknown, max: number): Text {
  const is = shownValue(value)
  const sized = Array.isArray(value) || typeof value === 'string'
  return sized
    ? {
        en: `it is ${is.en}, it should have at most ${max}`,
        es: `es ${is.es}, debería tener a lo más ${max}`,
      }
    : {
        en: `it is ${is.en}, it should be at most ${max}`,
        es: `es ${is.es}, debería ser a lo más ${max}`,
      }
}

/** A value that breaks a rule of the schema; the schema's own words are English. */
export function otherwise(value: unknown, rule: string): Text {
  const is = shownValue(value)
  return {
    en: `it is ${is.en}, it ${rule}`,
    es: `es ${is.es}, ${rulesInSpanish[rule] ?? rule}`,
  }
}

/** The rules of the schemas in Spanish; a test looks that none is missing. */
export const rulesInSpanish: Readonly<Record<string, string>> = {
  'should be pairs of hexadecimal digits': 'deberían ser pares de dígitos hexadecimales',
  'should have "extensions" or "files"': 'debería tener "extensions" o "files"',
  'should be a path below the folder in which the program starts, such as www/index.html: no "/" at its beginning or end, no "." or ".." in it':
    'debería ser una ruta bajo la carpeta en la que empieza el programa, como www/index.html: sin "/" al comienzo ni al final, sin "." ni ".." en ella',
  'should be a name of letters, digits and hyphens':
    'debería ser un nombre con letras, dígitos y guiones',
  'should be lower-case words joined by hyphens':
    'deberían ser palabras en minúsculas unidas por guiones',
  'should be a full sentence with MUST, SHOULD or MAY':
    'debería ser una frase completa con MUST, SHOULD o MAY',
  'should be a full sentence with DEBE, DEBERÍA or PUEDE':
    'debería ser una frase completa con DEBE, DEBERÍA o PUEDE',
  'should have either "scenario" or "scenarios"': 'debería tener "scenario" o bien "scenarios"',
  'should be an IPv4 or IPv6 address, such as 10.0.0.2 or fd00::2':
    'debería ser una dirección IPv4 o IPv6, como 10.0.0.2 o fd00::2',
  'should be a host name, such as www.example.org':
    'debería ser un nombre de host, como www.example.org',
  'should have at most 64 host names': 'debería tener a lo más 64 nombres de host',
  'should have its smaller port first': 'debería tener primero su puerto menor',
  'should be a name such as fromPorts': 'debería ser un nombre como fromPorts',
  'should be the name of a file, without folders':
    'debería ser el nombre de un archivo, sin carpetas',
  'should have {port} where the port stands': 'debería tener {port} donde va el puerto',
  'should be the name of a field': 'debería ser el nombre de un campo',
  'should be a name without extension, which is that of the language':
    'debería ser un nombre sin extensión, que es la del lenguaje',
  'should be held until a later datagram': 'debería retenerse hasta un datagrama posterior',
  'should have at most one fault for each datagram':
    'debería tener a lo más una falla para cada datagrama',
  'should be a name of letters': 'debería ser un nombre con letras',
  'should have either "times", or "each" with "as"':
    'debería tener "times", o bien "each" con "as"',
  'should have other bytes between two parts that are captured':
    'debería tener otros bytes entre dos partes que se capturan',
  'should be 64 hexadecimal digits, in lower case':
    'deberían ser 64 dígitos hexadecimales, en minúsculas',
  'should be like ".py"': 'debería ser como ".py"',
}

const typeNames: Readonly<Record<string, Text>> = {
  string: { en: 'a text', es: 'un texto' },
  number: { en: 'a number', es: 'un número' },
  int: { en: 'a whole number', es: 'un número entero' },
  boolean: { en: 'true or false', es: 'true o false' },
  array: { en: 'a list', es: 'una lista' },
  object: { en: 'an object', es: 'un objeto' },
  record: { en: 'an object', es: 'un objeto' },
}

const shownMax = 60

function shownValue(value: unknown): Text {
  if (value === null || value === undefined) return { en: 'nothing', es: 'nada' }
  if (typeof value === 'string') {
    const text = visible(value)
    const cut = text.length > shownMax ? `${text.slice(0, shownMax)}…` : text
    return { en: `"${cut}"`, es: `"${cut}"` }
  }
  if (Array.isArray(value)) {
    const count = value.length
    return { en: `a list of ${count}`, es: `una lista de ${count}` }
  }
  if (typeof value === 'object') return { en: 'an object', es: 'un objeto' }
  const text = JSON.stringify(value) ?? typeof value
  return { en: text, es: text }
}
