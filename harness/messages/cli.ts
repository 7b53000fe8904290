import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** What the commands and their options are for, as `--help` shows it. */
export const help = {
  program: {
    en: 'Grades student socket programs: launches them as handed in, drives them over real sockets, explains every lost point.',
    es: 'Corrige programas de sockets: los lanza tal como fueron entregados, los conduce por sockets reales y explica cada punto perdido.',
  },
  check: {
    en: 'check your own program',
    es: 'revisa tu propio programa',
  },
  grade: {
    en: 'grade a folder of submissions',
    es: 'corrige una carpeta de entregas',
  },
  regrade: {
    en: "judge stored results again under today's assignment; runs no program",
    es: 'vuelve a juzgar resultados guardados con la tarea de hoy; no corre ningún programa',
  },
  prove: {
    en: 'prove the assignments: references score full, every fixture loses exactly what it should',
    es: 'prueba las tareas: las referencias obtienen todo, cada programa defectuoso pierde justo lo que debe',
  },
  show: {
    en: 'show what an assignment asks for',
    es: 'muestra lo que pide una tarea',
  },
  assignment: {
    en: 'the assignment: its id, or a path to its file or folder',
    es: 'la tarea: su id, o la ruta de su archivo o carpeta',
  },
  submissions: {
    en: 'a folder with one folder or file for each submission',
    es: 'una carpeta con una carpeta o un archivo por entrega',
  },
  results: {
    en: 'the folder that "grade" has written',
    es: 'la carpeta que escribió "grade"',
  },
  directory: {
    en: 'the folder or file with your program',
    es: 'la carpeta o el archivo con tu programa',
  },
  out: {
    en: 'where to write the results (default: results/<assignment>)',
    es: 'dónde escribir los resultados (por defecto: results/<tarea>)',
  },
  jobs: {
    en: 'how many submissions at a time (default: one for each processor)',
    es: 'cuántas entregas a la vez (por defecto: una por procesador)',
  },
  resume: {
    en: 'go on with an interrupted batch in the same folder',
    es: 'continúa una corrida interrumpida en la misma carpeta',
  },
  seed: {
    en: 'the number from which all chance comes',
    es: 'el número del que sale todo el azar',
  },
  only: {
    en: 'only this check and those that it depends on (may be repeated)',
    es: 'solo esta revisión y aquellas de las que depende (se puede repetir)',
  },
  lens: {
    en: 'besides "whole", only this way of delivering bytes (may be repeated)',
    es: 'además de "whole", solo esta manera de entregar los bytes (se puede repetir)',
  },
  json: {
    en: 'print the report as JSON and nothing else',
    es: 'imprime el informe como JSON y nada más',
  },
  schema: {
    en: 'print the JSON Schema of assignments, for editors',
    es: 'imprime el JSON Schema de las tareas, para editores',
  },
  config: {
    en: 'the configuration file (default: grading.config.ts here or above)',
    es: 'el archivo de configuración (por defecto: grading.config.ts aquí o más arriba)',
  },
  lab: {
    en: 'how programs are isolated: auto, net (a private network) or plain',
    es: 'cómo se aíslan los programas: auto, net (una red privada) o plain',
  },
  lang: {
    en: 'the language of all text: en or es (default: from the environment)',
    es: 'el idioma de todo el texto: en o es (por defecto: el del entorno)',
  },
  help: { en: 'show this help', es: 'muestra esta ayuda' },
  version: { en: 'show the version', es: 'muestra la versión' },
} as const satisfies Record<string, Text>

/** The headings of `--help`. */
export const headings = {
  'Usage:': { en: 'Usage:', es: 'Uso:' },
  'Arguments:': { en: 'Arguments:', es: 'Argumentos:' },
  'Options:': { en: 'Options:', es: 'Opciones:' },
  'Commands:': { en: 'Commands:', es: 'Comandos:' },
} as const satisfies Record<string, Text>

/** Several assignments are there, and none was named. */
export function whichAssignment(ids: readonly string[]): Text {
  const list = ids.join(', ')
  return {
    en: `no assignment was named and there are several: ${list}; choose one with --assignment`,
    es: `no se indicó una tarea y hay varias: ${list}; elige una con --assignment`,
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

