import { visible } from '../lib/quote.ts'
import type { Text } from './text.ts'

/** Braces in the name of a peer, with a name that no repeat around the step gives to its rounds. */
export function unknownRound(
  name: string,
  near: string | undefined,
  known: readonly string[],
): Text {
  const shown = `"{${visible(name)}}"`
  if (near !== undefined) {
    return {
      en: `${shown} is nothing that a repeat around this step counts, did you mean "{${near}}"?`,
      es: `${shown} no es nada que cuente un repeat alrededor de este paso, ¿quisiste decir "{${near}}"?`,
    }
  }
  const list = known.map((one) => `"{${one}}"`).join(', ')
  return known.length === 0
    ? {
        en: `${shown} is nothing that a repeat around this step counts, there should be one with "as"`,
        es: `${shown} no es nada que cuente un repeat alrededor de este paso, debería haber uno con "as"`,
      }
    : {
        en: `${shown} is nothing that a repeat around this step counts, it should be one of ${list}`,
        es: `${shown} no es nada que cuente un repeat alrededor de este paso, debería ser uno de ${list}`,
      }
}

/** A step inside of a together that is not a move of a peer. */
export function noMove(kind: string, moves: readonly string[]): Text {
  const list = moves.join(', ')
  return {
    en: `"${kind}" is inside of a "together", where the program is stopped; it should come after it, inside are only moves (${list})`,
    es: `"${kind}" está dentro de un "together", donde el programa está detenido; debería ir después, adentro solo hay movimientos (${list})`,
  }
}

/** More steps than a scenario may have, counted as they are played. */
export function tooManySteps(count: number, most: number): Text {
  return {
    en: `these are ${count} steps when they are played, there should be at most ${most}`,
    es: `son ${count} pasos cuando se juegan, debería haber a lo más ${most}`,
  }
}
