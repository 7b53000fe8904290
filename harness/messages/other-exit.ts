import type { Text } from './text.ts'

/** How a program should end, after "it should end". */
export function codeWords(expected: number | 'any' | 'failure'): Text {
  if (expected === 'any') return { en: 'by itself', es: 'solo' }
  return expected === 'failure'
    ? { en: 'with another code than 0', es: 'con un código distinto de 0' }
    : { en: `with code ${expected}`, es: `con código ${expected}` }
}

/** After how a program ended: that it did so by an error that nothing caught, or a fatal signal. */
export function crashWords(crashed: true | undefined): Text {
  return crashed
    ? {
        en: ', as a crash does, and not because it meant to',
        es: ', como en una caída, y no porque quisiera',
      }
    : { en: '', es: '' }
}
