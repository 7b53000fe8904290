import type { LabKind } from '../lib/lab-kind.ts'
import type { Text } from './text.ts'

/** The words of verdicts. */
export const verdicts = {
  pass: { en: 'PASS', es: 'PASA' },
  fail: { en: 'FAIL', es: 'FALLA' },
  skipped: { en: 'SKIP', es: 'SALTA' },
  unjudged: { en: 'OPEN', es: 'DUDA' },
} as const satisfies Record<string, Text>

/** The words of evidence. */
export const evidences = {
  proved: { en: 'proved: it was seen', es: 'probado: se vio' },
  timed: { en: 'timed: a limit passed', es: 'por tiempo: pasó un límite' },
  attempted: { en: 'attempted: it could not be seen', es: 'intentado: no se pudo ver' },
} as const satisfies Record<string, Text>

/** Why nothing was established, in words. */
export const unjudgedReasons: Readonly<Record<string, Text>> = {
  'harness-fault': {
    en: 'the harness or the machine failed',
    es: 'falló el corrector o la máquina',
  },
  'codec-fault': {
    en: "the assignment's own codec failed",
    es: 'falló el códec propio de la tarea',
  },
  'scenario-changed': {
    en: 'the assignment now plays another scenario than the one that was run; grade again',
    es: 'la tarea ahora juega otro escenario que el que se corrió; hay que corregir de nuevo',
  },
  'no-transcript': {
    en: 'no run of this check is stored; grade again',
    es: 'no hay una corrida guardada de esta revisión; hay que corregir de nuevo',
  },
  'interrupted-call': {
    en: 'a signal of the harness interrupted a call of the program',
    es: 'una señal del corrector interrumpió una llamada del programa',
  },
  'lost-by-kernel': {
    en: 'the kernel dropped a datagram because a buffer was full, or a connection because the accept queue was (SYN cookies)',
    es: 'el kernel descartó un datagrama porque un búfer estaba lleno, o una conexión porque lo estaba la cola de accept (SYN cookies)',
  },
  'more-than-kept': {
    en: 'more came than is kept of one stream (limits.receivedBytesMax, limits.outputBytesMax)',
    es: 'llegó más de lo que se guarda de un flujo (limits.receivedBytesMax, limits.outputBytesMax)',
  },
  'moves-cursor': {
    en: 'the program moves the cursor of its terminal: what a person sees there is not what it writes',
    es: 'el programa mueve el cursor de su terminal: lo que una persona ve ahí no es lo que escribe',
  },
  overloaded: {
    en: 'the machine was too busy to let the program run',
    es: 'la máquina estaba demasiado ocupada para dejar correr el programa',
  },
  'not-on-this-machine': {
    en: 'this machine has no C compiler for short reads and writes; see "enchufe doctor"',
    es: 'esta máquina no tiene un compilador de C para lecturas y escrituras cortas; mira "enchufe doctor"',
  },
  'not-selected': { en: 'it was not asked for', es: 'no se pidió' },
}

/** Why a trial of a lens was not played, or does not count. */
export const lensSkips: Readonly<Record<string, Text>> = {
  'nothing-to-deliver': { en: 'nothing that it could change', es: 'nada que pudiera cambiar' },
  'not-for-this-program': {
    en: 'impossible for this program',
    es: 'imposible para este programa',
  },
  'fails-whole': { en: 'not tried', es: 'no se intentó' },
}

/** The labels of a failure's lines. */
export const labels = {
  requirement: { en: 'Required', es: 'Se pide' },
  givenFiles: {
    en: 'Files that the program finds in its folder',
    es: 'Archivos que el programa encuentra en su carpeta',
  },
  asked: { en: 'of what was asked for', es: 'de lo que se pidió' },
  explanation: { en: 'Seen', es: 'Se vio' },
  expected: { en: 'Expected', es: 'Esperado' },
  received: { en: 'Received', es: 'Recibido' },
  output: { en: 'Compiler', es: 'Compilador' },
  stderr: { en: 'Stderr', es: 'Stderr' },
  terminal: { en: 'Terminal', es: 'Terminal' },
  ended: { en: 'Ended', es: 'Fin' },
  cause: { en: 'Cause', es: 'Causa' },
  delivered: { en: 'Delivered', es: 'Entrega' },
  evidence: { en: 'Evidence', es: 'Evidencia' },
  hint: { en: 'Hint', es: 'Pista' },
  waits: { en: 'Waits in', es: 'Espera en' },
  snippet: {
    en: 'Without a grader: start your program, then this Python',
    es: 'Sin corrector: inicia tu programa, y luego este Python',
  },
  snippetForClient: {
    en: 'Without a grader: start this Python, then your program',
    es: 'Sin corrector: inicia este Python, y luego tu programa',
  },
  again: { en: 'Again', es: 'Repetir' },
  points: { en: 'points', es: 'puntos' },
  score: { en: 'Score', es: 'Puntaje' },
} as const satisfies Record<string, Text>

/** Why a check was skipped. */
export function skippedBecause(check: string): Text {
  return { en: `because ${check} failed`, es: `porque falló ${check}` }
}

/** What an unjudged check means for the grade. */
export const nobodyLoses: Text = {
  en: 'nobody loses a point for this',
  es: 'nadie pierde puntos por esto',
}

/** A grade with undecided points. */
export function provisional(points: number): Text {
  return {
    en: `provisional: ${points} points are undecided`,
    es: `provisorio: ${points} puntos están sin decidir`,
  }
}

/** How programs were kept apart from the machine and from each other; said in every report. */
export const labWords = {
  lab: {
    en: 'run in a private network, with files and limits of its own (lab)',
    es: 'corrido en una red privada, con archivos y límites propios (lab)',
  },
  net: {
    en: 'run in a private network, with the files of the machine (net)',
    es: 'corrido en una red privada, con los archivos de la máquina (net)',
  },
  plain: {
    en: 'run without a private network (plain)',
    es: 'corrido sin una red privada (plain)',
  },
  clock: {
    en: 'run without seeing what the kernel shows of the program (clock): what is timed was not proved',
    es: 'corrido sin ver lo que el kernel muestra del programa (clock): lo decidido por tiempo no está probado',
  },
} as const satisfies Record<LabKind, Text>

/** The head of a column and of a table. */
export const table = {
  submission: { en: 'submission', es: 'entrega' },
  legend: {
    en: '. pass   F fail   s skipped   ? undecided',
    es: '. pasa   F falla   s saltada   ? sin decidir',
  },
  notGradable: { en: 'not gradable', es: 'no corregible' },
  nothing: { en: 'nothing was graded', es: 'no se corrigió nada' },
} as const satisfies Record<string, Text>

/** Words around the table of programs and checks of a proof. */
export const matrix = {
  seconds: { en: 'at the end: seconds', es: 'al final: segundos' },
  failedBy: (failed: number, all: number): Text => ({
    en: `failed by ${failed} of ${all}`,
    es: `la reprueban ${failed} de ${all}`,
  }),
} as const

/** The statistics of a class, in a line. */
export function classSummary(numbers: {
  readonly graded: number
  readonly all: number
  readonly mean: string
  readonly median: string
  readonly max: number
}): Text {
  const { graded, all, mean, median, max } = numbers
  return {
    en: `${graded} of ${all} graded, mean ${mean}, median ${median} of ${max}`,
    es: `${graded} de ${all} corregidas, promedio ${mean}, mediana ${median} de ${max}`,
  }
}

/** The heading of the list of causes. */
export const causesHeading: Text = { en: 'causes', es: 'causas' }

/** What an assignment's check depends on. */
export function comesAfter(ids: readonly string[]): Text {
  return { en: `after ${ids.join(', ')}`, es: `después de ${ids.join(', ')}` }
}
