import { atCallSite } from './call-site.ts'
import type { WrittenStepInput } from './structure.ts'

/** How often; or how often, or for each of which texts, and what stands for the round in texts. */
type RoundsInput = number | { times: number; as?: string } | { each: readonly string[]; as: string }

/**
 * The steps as often as `rounds` says. What `as` names stands in braces for the number of the round,
 * from 1, or for its text: `repeat({ times: 5, as: 'n' }, [connect('c{n}'), send('c{n}', '{n}\n')])`,
 * `repeat({ each: ['ana', 'beto'], as: 'who' }, [close('{who}')])`.
 */
export function repeat(rounds: RoundsInput, steps: readonly WrittenStepInput[]): WrittenStepInput {
  return atCallSite({ kind: 'repeat', ...roundsOf(rounds), steps }, repeat)
}

/** The same as `repeat` from the last round to the first: who came last is answered first, say. */
export function inReverse(
  rounds: RoundsInput,
  steps: readonly WrittenStepInput[],
): WrittenStepInput {
  return atCallSite({ kind: 'inReverse', ...roundsOf(rounds), steps }, inReverse)
}

function roundsOf(rounds: RoundsInput) {
  return typeof rounds === 'number' ? { times: rounds } : rounds
}

/**
 * The peers make these moves while the program is stopped (`freeze`, `thaw`), so that it sees all of
 * them at once: `together(send('ana', 'yo\n'), send('beto', 'no, yo\n'))`.
 */
export function together(...steps: readonly WrittenStepInput[]): WrittenStepInput {
  return atCallSite({ kind: 'together', steps }, together)
}
