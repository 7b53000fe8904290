import { quotedText } from './shown.ts'
import type { Text } from './text.ts'

/** What cannot be read as a pattern. */
export function noPattern(pattern: string): Text {
  return {
    en: `${quotedText(pattern)} cannot be read, it should be a regular expression with the flag "u": every bracket closed, and a backslash before signs that stand for themselves`,
    es: `${quotedText(pattern)} no se puede leer, debería ser una expresión regular con la opción "u": cada paréntesis cerrado, y una barra inversa antes de los signos que valen por sí mismos`,
  }
}

/** A pattern that refers to what it has matched. */
export function backreference(pattern: string): Text {
  return {
    en: `${quotedText(pattern)} refers back to one of its groups, a pattern should do without`,
    es: `${quotedText(pattern)} se refiere a uno de sus grupos, un patrón debería prescindir de eso`,
  }
}

/** A pattern that looks at what lies around. */
export function lookaround(pattern: string): Text {
  return {
    en: `${quotedText(pattern)} looks ahead or back with (?= (?! (?<= or (?<!, a pattern should do without`,
    es: `${quotedText(pattern)} mira hacia adelante o atrás con (?= (?! (?<= o (?<!, un patrón debería prescindir de eso`,
  }
}

/** A repetition of something that is itself free. */
export function nestedRepetition(pattern: string): Text {
  return {
    en: `${quotedText(pattern)} repeats a group in which something is repeated or chosen, which can make a search endless; what is repeated should be a character, a class such as [a-z], or a group without * + ? {n,m} and |`,
    es: `${quotedText(pattern)} repite un grupo en el que algo se repite o se elige, lo que puede volver infinita una búsqueda; lo que se repite debería ser un carácter, una clase como [a-z], o un grupo sin * + ? {n,m} ni |`,
  }
}

/** Too much that may be of any length. */
export function tooManyRepetitions(pattern: string, max: number): Text {
  return {
    en: `${quotedText(pattern)} has too many repetitions without an end, it should have at most ${max} in one branch`,
    es: `${quotedText(pattern)} tiene demasiadas repeticiones sin fin, debería tener a lo más ${max} en una rama`,
  }
}

/** An example that is none. */
export function unlike(pattern: string, like: string): Text {
  return {
    en: `the example ${quotedText(like)} does not fit the pattern ${quotedText(pattern)}, it should`,
    es: `el ejemplo ${quotedText(like)} no calza con el patrón ${quotedText(pattern)}, debería calzar`,
  }
}
