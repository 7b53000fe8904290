import { bounds } from '../lib/bounds.ts'
import { visible } from '../lib/quote.ts'
import { unjudgedReasons } from './report.ts'
import type { Text } from './text.ts'

/** A fixture without an `expected.json`. */
export function noExpectation(path: string): Text {
  return {
    en: `there is no "${visible(path)}"; it should hold "about", a sentence, and "lost", a cause for each check that is not passed`,
    es: `no hay "${visible(path)}"; debería tener "about", una frase, y "lost", una causa por cada revisión que no se aprueba`,
  }
}

/** A word in an `expected.json` that is no cause. */
export function unknownCause(word: string, near: string | undefined): Text {
  const shown = visible(word)
  return near === undefined
    ? {
        en: `there is no cause "${shown}"; it should be one that a report names, such as "no-answer", or "skipped"`,
        es: `no hay una causa "${shown}"; debería ser una que nombra un reporte, como "no-answer", o "skipped"`,
      }
    : {
        en: `there is no cause "${shown}", did you mean "${near}"?`,
        es: `no hay una causa "${shown}", ¿quisiste decir "${near}"?`,
      }
}

/** What is lost as a whole is lost for one reason only. */
export function nothingButNotGradable(word: string): Text {
  return {
    en: `it is "${visible(word)}"; "*" stands for a submission that cannot be graded: it should be "not-gradable"`,
    es: `es "${visible(word)}"; "*" es una entrega que no se puede corregir: debería ser "not-gradable"`,
  }
}

/** An assignment without a reference. */
export function noReference(folder: string): Text {
  return {
    en: `there is no reference in "${visible(folder)}"; there should be a program that scores full`,
    es: `no hay referencia en "${visible(folder)}"; debería haber un programa que obtenga todo el puntaje`,
  }
}

/** What a program lost is not what it should have lost. */
export function lostOtherwise(
  expected: Readonly<Record<string, string>>,
  observed: Readonly<Record<string, string>>,
): Text {
  return {
    en: `it should lose ${list(expected, 'nothing')}, and lost ${list(observed, 'nothing')}`,
    es: `debería perder ${list(expected, 'nada')}, y perdió ${list(observed, 'nada')}`,
  }
}

function list(lost: Readonly<Record<string, string>>, nothing: string): string {
  const parts = Object.entries(lost)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([check, cause]) => `${check} (${cause})`)
  return parts.length === 0 ? nothing : parts.join(', ')
}

/** A wrong program passes checks that do not name it, or fails some that do. */
export function passedOtherwise(passed: readonly string[], allowed: readonly string[]): Text {
  return {
    en: `it passed ${passed.join(', ') || 'nothing'}; by "fulfilledBy" it should pass ${allowed.join(', ') || 'nothing'}`,
    es: `aprobó ${passed.join(', ') || 'nada'}; según "fulfilledBy" debería aprobar ${allowed.join(', ') || 'nada'}`,
  }
}

/** Why a check of a program is undecided. */
export function undecided(check: string, because: string, detail: string | null): Text {
  const reason = unjudgedReasons[because]!
  const more = detail === null ? '' : `: ${visible(detail).slice(0, bounds.causeCharactersMax)}`
  return {
    en: `${visible(check)} is undecided, because ${reason.en}${more}`,
    es: `${visible(check)} queda sin decidir, porque ${reason.es}${more}`,
  }
}

/** A problem, and why what should have been decided was not. */
export function withReasons(problem: Text, reasons: readonly Text[]): Text {
  if (reasons.length === 0) return problem
  return {
    en: `${problem.en}: ${reasons.map(({ en }) => en).join('; ')}`,
    es: `${problem.es}: ${reasons.map(({ es }) => es).join('; ')}`,
  }
}

/** A check that no fixture fails. */
export const failedByNone: Text = {
  en: 'no fixture fails this check, so nothing shows that it can be failed',
  es: 'ningún programa defectuoso reprueba esta revisión, así que nada muestra que se pueda reprobar',
}

/** The words for the kinds of findings. */
export const kinds = {
  reference: { en: 'reference', es: 'referencia' },
  duet: { en: 'references together', es: 'referencias juntas' },
  fixture: { en: 'fixture', es: 'programa de prueba' },
  'wrong-program': { en: 'wrong program', es: 'programa equivocado' },
  coverage: { en: 'check', es: 'revisión' },
} as const satisfies Record<string, Text>

/** The words for well and not well. */
export const outcomes = {
  well: { en: 'ok', es: 'bien' },
  wrong: { en: 'WRONG', es: 'MAL' },
} as const satisfies Record<string, Text>

/** The line that ends a proof. */
export function proved(id: string, wrong: number, count: number): Text {
  return wrong === 0
    ? {
        en: `${id}: all ${count} findings are as they should be`,
        es: `${id}: los ${count} resultados son los que deben ser`,
      }
    : {
        en: `${id}: ${wrong} of ${count} findings are wrong`,
        es: `${id}: ${wrong} de ${count} resultados están mal`,
      }
}
