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
  replay: {
    en: 'run one failed trial of a graded submission again, and tell all that happens',
    es: 'vuelve a correr una prueba fallida de una entrega corregida, y cuenta todo lo que pasa',
  },
  prove: {
    en: 'prove the assignments: references score full, every fixture loses exactly what it should',
    es: 'prueba las tareas: las referencias obtienen todo, cada programa defectuoso pierde justo lo que debe',
  },
  show: {
    en: 'show what an assignment asks for',
    es: 'muestra lo que pide una tarea',
  },
  init: {
    en: 'begin a new assignment, with programs that prove it; without an id, a folder for a course',
    es: 'empieza una tarea nueva, con programas que la prueban; sin un id, una carpeta para un curso',
  },
  doctor: {
    en: 'tell what this machine can prove, what it cannot, and what would change that',
    es: 'dice qué puede probar esta máquina, qué no, y qué lo cambiaría',
  },
  assignment: {
    en: 'the assignment: its id, or a path to its file or folder',
    es: 'la tarea: su id, o la ruta de su archivo o carpeta',
  },
  newAssignment: {
    en: 'the id of the new assignment, such as hello-server',
    es: 'el id de la tarea nueva, como hello-server',
  },
  role: {
    en: 'what its program is: server (default), client, udp-server or udp-client',
    es: 'qué es su programa: server (por defecto), client, udp-server o udp-client',
  },
  format: {
    en: 'how it is written: yaml (default) or ts',
    es: 'cómo se escribe: yaml (por defecto) o ts',
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
  proveJobs: {
    en: 'how many programs at a time (default: two for each processor, because many only wait)',
    es: 'cuántos programas a la vez (por defecto: dos por procesador, porque muchos solo esperan)',
  },
  resume: {
    en: 'go on with an interrupted batch in the same folder',
    es: 'continúa una corrida interrumpida en la misma carpeta',
  },
  part: {
    en: 'run one of several parts of the programs only, such as 1/3',
    es: 'correr solo una de varias partes de los programas, como 1/3',
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
  delivery: {
    en: 'with one --only: play it once, delivered like this (a report names it)',
    es: 'con un --only: juégala una vez, entregada así (el informe lo nombra)',
  },
  scenario: {
    en: 'which scenario of that check, where it has several',
    es: 'qué escenario de esa revisión, si tiene varios',
  },
  verbose: {
    en: 'tell all that happens, moment by moment',
    es: 'cuenta todo lo que pasa, momento a momento',
  },
  submissionId: {
    en: 'the submission, by the name that it has in the results',
    es: 'la entrega, con el nombre que tiene en los resultados',
  },
  submissionsAt: {
    en: 'where the submissions are now (default: where they were)',
    es: 'dónde están las entregas ahora (por defecto: donde estaban)',
  },
  json: {
    en: 'print the report as JSON and nothing else',
    es: 'imprime el informe como JSON y nada más',
  },
  findings: {
    en: 'print the findings as JSON and nothing else',
    es: 'imprime lo encontrado como JSON y nada más',
  },
  schema: {
    en: 'print the JSON Schema of assignments, for editors',
    es: 'imprime el JSON Schema de las tareas, para editores',
  },
  config: {
    en: 'the configuration file (default: grading.config.ts, .mts, .js, .mjs or .json, here or above)',
    es: 'el archivo de configuración (por defecto: grading.config.ts, .mts, .js, .mjs o .json, aquí o más arriba)',
  },
  lab: {
    en: 'how programs are isolated: auto (the best there is), lab (network, files and limits of their own), net (network only), plain or clock',
    es: 'cómo se aíslan los programas: auto (lo mejor que haya), lab (red, archivos y límites propios), net (solo la red), plain o clock',
  },
  trust: {
    en: "run other people's programs where they can reach your files (labs net, plain and clock)",
    es: 'corre programas de otras personas donde alcanzan tus archivos (labs net, plain y clock)',
  },
  lang: {
    en: 'the language of all text: en or es (default: from the environment)',
    es: 'el idioma de todo el texto: en o es (por defecto: el del entorno)',
  },
  help: { en: 'show this help', es: 'muestra esta ayuda' },
  version: { en: 'show the version', es: 'muestra la versión' },
} as const satisfies Record<string, Text>

/** The headings of `--help`. */
export const headings: Readonly<Record<string, Text>> = {
  'Usage:': { en: 'Usage:', es: 'Uso:' },
  'Arguments:': { en: 'Arguments:', es: 'Argumentos:' },
  'Options:': { en: 'Options:', es: 'Opciones:' },
  'Commands:': { en: 'Commands:', es: 'Comandos:' },
}
