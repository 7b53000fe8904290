import type { Bytes } from '../lib/bytes.ts'
import { visible } from '../lib/quote.ts'
import type { Explanation } from './explanation.ts'
import { counted, quotedAround, seconds } from './shown.ts'
import type { Text } from './text.ts'

type There = 'nothing' | 'link' | 'folder' | 'unreadable' | 'other'

const instead: Readonly<Record<There, Text>> = {
  nothing: { en: '', es: '' },
  link: {
    en: '; there is a link of that name, or a folder on the way to it is a link, and links are not followed',
    es: '; hay un enlace con ese nombre, o una carpeta en el camino es un enlace, y los enlaces no se siguen',
  },
  folder: {
    en: '; there is a folder of that name',
    es: '; hay una carpeta con ese nombre',
  },
  unreadable: {
    en: '; there is a file that nobody may read, or a file where a folder should be',
    es: '; hay un archivo que nadie puede leer, o un archivo donde debería haber una carpeta',
  },
  other: {
    en: '; there is something of that name that is no file',
    es: '; hay algo con ese nombre que no es un archivo',
  },
}

/** Failures of files that a program writes. */
export const fileCauses = {
  'no-file': ({
    path,
    there,
    limitMs,
  }: {
    path: string
    there: There
    limitMs?: number | undefined
  }): Explanation => {
    const name = visible(path)
    const [en, es] =
      limitMs === undefined ? ['', ''] : [` in ${seconds(limitMs)}`, ` en ${seconds(limitMs)}`]
    return {
      explanation: {
        en: `The program should have written the file "${name}" in the folder in which it runs, and did not${en}${instead[there].en}.`,
        es: `El programa debería haber escrito el archivo "${name}" en la carpeta en la que corre, y no lo hizo${es}${instead[there].es}.`,
      },
      hint: {
        en: 'Compare the name letter by letter, with its ending and capitals. Is the file written to another folder, or only when something else happens?',
        es: 'Compara el nombre letra por letra, con su extensión y sus mayúsculas. ¿Se escribe el archivo en otra carpeta, o solo cuando pasa otra cosa?',
      },
    }
  },
  'wrong-file': (difference: Difference): Explanation => ({
    explanation: contents(difference),
    hint: hintFor(difference),
  }),
} as const

type Difference = {
  path: string
  from: number
  expected: Bytes
  received: Bytes
  offset: number
  expectedSize: number
  receivedSize: number
}

function contents(difference: Difference): Text {
  const { path, from, expected, received, offset, expectedSize, receivedSize } = difference
  const name = visible(path)
  if (receivedSize === 0) {
    return { en: `The file "${name}" is empty.`, es: `El archivo "${name}" está vacío.` }
  }
  if (offset === receivedSize) {
    return {
      en: `The file "${name}" has only the first ${receivedSize} of ${counted(expectedSize, 'byte', 'bytes')}; the rest is missing.`,
      es: `El archivo "${name}" tiene solo los primeros ${receivedSize} de ${counted(expectedSize, 'byte', 'bytes')}; falta el resto.`,
    }
  }
  const found = quotedAround(received, offset - from)
  if (offset === expectedSize) {
    return {
      en: `The file "${name}" has all its ${counted(expectedSize, 'byte', 'bytes')}, and then more: ${receivedSize} in all. Its end is ${found}.`,
      es: `El archivo "${name}" tiene todos sus ${counted(expectedSize, 'byte', 'bytes')}, y luego más: ${receivedSize} en total. Su final es ${found}.`,
    }
  }
  const wanted = quotedAround(expected, offset - from)
  return {
    en: `The file "${name}" (${counted(receivedSize, 'byte', 'bytes')}, it should have ${expectedSize}) is different from byte ${offset + 1} on: it has ${found} instead of ${wanted}.`,
    es: `El archivo "${name}" (${counted(receivedSize, 'byte', 'bytes')}, debería tener ${expectedSize}) es distinto desde el byte ${offset + 1}: tiene ${found} en vez de ${wanted}.`,
  }
}

function hintFor({ offset, receivedSize, expectedSize }: Difference): Text {
  if (offset === receivedSize) {
    return {
      en: 'Does your program write all that it receives until the transfer is over, and close the file?',
      es: '¿Escribe tu programa todo lo que recibe hasta que la transferencia termina, y cierra el archivo?',
    }
  }
  if (offset === expectedSize) {
    return {
      en: 'Is something written that is not part of the contents: a header, a newline, the message that ends the transfer, or the last block twice?',
      es: '¿Se escribe algo que no es parte del contenido: un encabezado, un salto de línea, el mensaje que termina la transferencia, o el último bloque dos veces?',
    }
  }
  return {
    en: 'Open the file in binary mode and write the bytes as they are: text modes change line ends and what is no text. Is a header written too, or a part in the wrong place?',
    es: 'Abre el archivo en modo binario y escribe los bytes tal como son: los modos de texto cambian los finales de línea y lo que no es texto. ¿Se escribe también un encabezado, o una parte en el lugar equivocado?',
  }
}
