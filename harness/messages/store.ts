import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** The output folder has something in it. */
export function outNotEmpty(folder: string): Text {
  const shown = visible(folder)
  return {
    en: `the output folder "${shown}" is not empty; choose another with --out, or go on with the batch in it with --resume`,
    es: `la carpeta de salida "${shown}" no está vacía; elige otra con --out, o continúa con la corrida que hay en ella con --resume`,
  }
}

/** The output folder cannot be used. */
export function unusableOut(folder: string, because: string): Text {
  return {
    en: `the output folder "${visible(folder)}" cannot be used: ${visible(because)}; it should be a folder that can be written, or not exist yet`,
    es: `la carpeta de salida "${visible(folder)}" no se puede usar: ${visible(because)}; debería ser una carpeta en la que se pueda escribir, o no existir todavía`,
  }
}

/** There are no results where some should be. */
export function noResults(path: string, because: string): Text {
  return {
    en: `no results could be read from "${visible(path)}": ${visible(because)}; give the folder that "grade --out" has written`,
    es: `no se pudieron leer resultados de "${visible(path)}": ${visible(because)}; indica la carpeta que escribió "grade --out"`,
  }
}

/** A file of the results has another shape than ours. */
export function notOurs(path: string): Text {
  return {
    en: `"${visible(path)}" is not a result of this version; it should be as "grade" has written it`,
    es: `"${visible(path)}" no es un resultado de esta versión; debería estar como lo escribió "grade"`,
  }
}

/** The batch to go on with is of another assignment, seed or version. */
export function otherBatch(folder: string, differs: Text): Text {
  return {
    en: `the results in "${visible(folder)}" have another ${differs.en}, so that batch cannot be resumed; choose another folder with --out`,
    es: `los resultados en "${visible(folder)}" tienen ${differs.es}, así que esa corrida no se puede continuar; elige otra carpeta con --out`,
  }
}

/** Submissions whose files are other ones by now are graded again when a batch goes on. */
export function changedSince(ids: readonly string[]): Text {
  const shown = ids.map(visible).join(', ')
  return {
    en: `changed since they were graded, and graded again: ${shown}`,
    es: `han cambiado desde que se corrigieron, y se corrigen de nuevo: ${shown}`,
  }
}

/** What is played again is not what was graded. */
export function playsChanged(id: string): Text {
  return {
    en: `the files of ${visible(id)} have changed since they were graded: what happens now may be something else`,
    es: `los archivos de ${visible(id)} han cambiado desde que se corrigieron: lo que pasa ahora puede ser otra cosa`,
  }
}

/** Results of one assignment are not judged under another. */
export function otherAssignment(folder: string, stored: string, asked: string): Text {
  return {
    en: `the results in "${visible(folder)}" are of the assignment "${visible(stored)}", and "${visible(asked)}" is another one; they can be judged again under their own only`,
    es: `los resultados en "${visible(folder)}" son de la tarea "${visible(stored)}", y "${visible(asked)}" es otra; solo se pueden juzgar de nuevo con la suya`,
  }
}
