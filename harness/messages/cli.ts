import { visible, visibleCommand } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** Several assignments are there, and none was named. */
export function whichAssignment(ids: readonly string[]): Text {
  const list = ids.join(', ')
  return {
    en: `no assignment was named and there are several: ${list}; choose one: "show <id>", or --assignment in other commands`,
    es: `no se indicó una tarea y hay varias: ${list}; elige una: "show <id>", o --assignment en las demás órdenes`,
  }
}

/** There is no assignment at all. */
export const noAssignments: Text = {
  en: 'no assignment was found; name one with --assignment, an id or a path',
  es: 'no se encontró ninguna tarea; indica una con --assignment, un id o una ruta',
}

/** A check that was asked for does not exist. */
export function unknownCheck(id: string, near: string | undefined, ids: readonly string[]): Text {
  const list = ids.join(', ')
  return {
    en: `there is no check "${visible(id)}"${near === undefined ? '' : `, did you mean "${near}"?`} (the assignment has ${list})`,
    es: `no hay una revisión "${visible(id)}"${near === undefined ? '' : `, ¿quisiste decir "${near}"?`} (la tarea tiene ${list})`,
  }
}

/** An option's value is no whole number in its range. */
export function notANumber(option: string, value: string, min: number): Text {
  return {
    en: `${option} is "${visible(value)}", it should be a whole number of at least ${min}`,
    es: `${option} es "${visible(value)}", debería ser un número entero de al menos ${min}`,
  }
}

/** A part of a whole that is none. */
export function notAPart(option: string, value: string): Text {
  return {
    en: `${option} is "${visible(value)}", it should be like 1/3, the first of three parts, of which there may be 99`,
    es: `${option} es "${visible(value)}", debería ser como 1/3, la primera de tres partes, que pueden ser hasta 99`,
  }
}

/** A choice that is none. */
export function notAChoice(option: string, value: string, choices: readonly string[]): Text {
  const list = choices.join(', ')
  return {
    en: `${option} is "${visible(value)}", it should be one of ${list}`,
    es: `${option} es "${visible(value)}", debería ser uno de ${list}`,
  }
}

/** An unknown option or command. */
export function unknownWord(
  what: 'option' | 'command',
  word: string,
  near: string | undefined,
): Text {
  const spanish = what === 'option' ? 'la opción' : 'el comando'
  return {
    en: `there is no ${what} "${visible(word)}"${near === undefined ? '' : `, did you mean "${near}"?`} (see --help)`,
    es: `no existe ${spanish} "${visible(word)}"${near === undefined ? '' : `, ¿quisiste decir "${near}"?`} (mira --help)`,
  }
}

/** An argument or an option's value is missing. */
export function missingWord(word: string): Text {
  return {
    en: `"${visible(word)}" is missing (see --help)`,
    es: `falta "${visible(word)}" (mira --help)`,
  }
}

/** More arguments than the command takes. */
export const tooManyWords: Text = {
  en: 'there are more arguments than the command takes (see --help)',
  es: 'hay más argumentos de los que acepta el comando (mira --help)',
}

/** One submission of a batch is done. */
export function graded(
  done: { readonly position: number; readonly count: number },
  id: string,
  result: string,
): Text {
  const line = `${done.position}/${done.count} ${visible(id)}: ${result}`
  return { en: line, es: line }
}

/** The word for a submission that cannot be graded. */
export const notGradable: Text = { en: 'not gradable', es: 'no corregible' }

/** Where the results are. */
export function resultsIn(folder: string): Text {
  return {
    en: `results in ${visible(folder)}`,
    es: `resultados en ${visible(folder)}`,
  }
}

/** What a batch interrupted by Ctrl-C leaves. */
export function interrupted(done: number, count: number): Text {
  return {
    en: `interrupted: ${done} of ${count} submissions are graded and kept; go on with --resume`,
    es: `interrumpido: ${done} de ${count} entregas están corregidas y guardadas; continúa con --resume`,
  }
}

/** The harness itself failed. */
export function harnessFailed(message: string): Text {
  return {
    en: `the harness itself failed, which costs nobody a point: ${visible(message)}`,
    es: `falló el propio corrector, lo que no le cuesta puntos a nadie: ${visible(message)}`,
  }
}

/** A word after `--delivery` that stands for none. */
export function notADelivery(word: string): Text {
  const shown = visible(word)
  return {
    en: `--delivery is "${shown}"; it should be whole, bytewise, coalesced, slow-reader, short-io:reads, short-io:writes, cut:STEP:BYTES or pieces:STEP=BYTES,BYTES`,
    es: `--delivery es "${shown}"; debería ser whole, bytewise, coalesced, slow-reader, short-io:reads, short-io:writes, cut:PASO:BYTES o pieces:PASO=BYTES,BYTES`,
  }
}

/** `--delivery` without one check. */
export const deliveryOfWhichCheck: Text = {
  en: '--delivery plays one check again; name it with one --only',
  es: '--delivery vuelve a jugar una revisión; nómbrala con un --only',
}

/** A submission that is not among the results. */
export function noSuchResult(id: string, near: string | undefined): Text {
  const shown = visible(id)
  return {
    en: `the results hold no submission "${shown}"${near === undefined ? '' : `; did you mean "${visible(near)}"?`}`,
    es: `los resultados no tienen una entrega "${shown}"${near === undefined ? '' : `; ¿quisiste decir "${visible(near)}"?`}`,
  }
}

/** Nothing of a submission can be played again. */
export function nothingToReplay(id: string): Text {
  return {
    en: `no check of "${visible(id)}" has failed; name one with --only`,
    es: `ninguna revisión de "${visible(id)}" falló; nombra una con --only`,
  }
}

/** The submissions of a batch are not where they were. */
export function submissionGone(folder: string): Text {
  return {
    en: `the submission is no longer in ${visible(folder)}; say with --submissions where it is`,
    es: `la entrega ya no está en ${visible(folder)}; di con --submissions dónde está`,
  }
}

/** Said under the results of a class. */
export function howToReplay(command: string): Text {
  return {
    en: `to see a failure again: ${visibleCommand(command)} <submission>`,
    es: `para volver a ver una falla: ${visibleCommand(command)} <entrega>`,
  }
}
