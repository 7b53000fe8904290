import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/**
 * What a parser says of a fault, in both languages; the parser's own words where they are not known.
 * Those of YAML are of the package `yaml`, those of JSON of V8.
 */
export function faultWords(message: string): Text {
  const known = faults.find(({ like }) => like.test(message))
  if (known) return { en: known.en, es: known.es }
  return { en: visible(message), es: visible(message) }
}

type Fault = Text & { readonly like: RegExp }

const faults: readonly Fault[] = [
  {
    like: /^Tabs are not allowed as indentation/,
    en: 'a line begins with a tab, it should begin with spaces',
    es: 'una línea empieza con un tabulador, debería empezar con espacios',
  },
  {
    like: /^Map keys must be unique/,
    en: 'the same key is there twice, it should be there once',
    es: 'la misma clave está dos veces, debería estar una',
  },
  {
    like: /^All (?:sequence|mapping) items must start at the same column|^Sequence item without - indicator|^A block sequence may not be used as an implicit map key/,
    en: 'this line begins further left or right than the others of its list or mapping, they should begin in the same column',
    es: 'esta línea empieza más a la izquierda o a la derecha que las otras de su lista o mapa, deberían empezar en la misma columna',
  },
  {
    like: /^Nested mappings are not allowed in compact mappings/,
    en: 'a value goes on with another key; a text with ": " in it should be in quotes, and a key no further right than the others of its mapping',
    es: 'un valor sigue con otra clave; un texto que tiene ": " debería ir entre comillas, y una clave no más a la derecha que las otras de su mapa',
  },
  {
    like: /^Implicit keys need to be on a single line|^Implicit map keys need to be followed by map values/,
    en: 'a key has no ":" after it, or what stands here should be further right',
    es: 'a una clave le falta ":" detrás, o lo que está aquí debería estar más a la derecha',
  },
  {
    like: /^Plain value cannot start with/,
    en: 'a text begins with a character that has a meaning of its own; it should be in quotes',
    es: 'un texto empieza con un carácter que tiene un significado propio; debería ir entre comillas',
  },
  {
    like: /^Missing closing ["']quote|^Unterminated string/,
    en: 'a quotation mark is missing at the end of a text',
    es: 'falta una comilla al final de un texto',
  },
  {
    like: /^Invalid escape sequence|^Bad escaped character|^Bad Unicode escape/,
    en: String.raw`a text has a "\" before a character that it cannot be before; to mean itself it should be "\\"`,
    es: String.raw`un texto tiene "\" delante de un carácter que no la puede llevar; para ser ella misma debería ser "\\"`,
  },
  {
    like: /^Flow (?:map|sequence) in block collection must be sufficiently indented|must end with a [\]}]|^Expected flow (?:map|sequence) to end with/,
    en: 'a bracket that was opened is not closed, or it is too far left',
    es: 'un corchete o una llave que se abrió no se cierra, o está demasiado a la izquierda',
  },
  {
    like: /^Missing , (?:or : )?between|^Expected ',' or '[\]}]' after/,
    en: 'a "," is missing between two parts, or a bracket at their end',
    es: 'falta una "," entre dos partes, o un corchete o una llave al final',
  },
  {
    like: /^Expected property name or|^Expected double-quoted property name/,
    en: 'a key in double quotes should be here, or the end of the object; the last part has no "," behind it',
    es: 'aquí debería haber una clave entre comillas dobles, o el final del objeto; la última parte no lleva "," detrás',
  },
  {
    like: /^Expected ':' after property name/,
    en: 'a ":" is missing after a key',
    es: 'falta ":" después de una clave',
  },
  {
    like: /^Unexpected end of JSON input/,
    en: 'the text ends before the data do',
    es: 'el texto termina antes que los datos',
  },
  {
    like: /^Block collections are not allowed within flow collections/,
    en: 'between brackets a "," is missing between two parts, or a part is written on lines of its own',
    es: 'entre corchetes o llaves falta una "," entre dos partes, o una parte está escrita en líneas propias',
  },
  {
    like: /^Unexpected /,
    en: 'what stands here belongs to no value: the one before it has ended, or a quotation mark or bracket is too many or too few',
    es: 'lo que está aquí no pertenece a ningún valor: el anterior ya terminó, o sobra o falta una comilla, un corchete o una llave',
  },
  {
    like: /^Bad control character in string literal/,
    en: String.raw`a text has a line break or another control character in it; a line break should be "\n"`,
    es: String.raw`un texto tiene un salto de línea u otro carácter de control; un salto de línea debería ser "\n"`,
  },
]
