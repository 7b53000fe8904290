import type { Match } from '../match/outcome.ts'
import type { Event } from '../transcript/event.ts'

/** A stream that does not have what it should, and how many leading bytes of that it has. */
type Missed = { readonly output: Uint8Array; readonly found: number }

/** Those of a program's streams that do not have what they should. */
export function missedStreams(
  outputs: readonly Uint8Array[],
  matchOf: (output: Uint8Array) => Match,
): readonly Missed[] {
  return outputs.flatMap((output) => {
    const found = goodBytes(matchOf(output))
    return found === 'all' ? [] : [{ output, found }]
  })
}

/** The stream that has most of what it should; of several that has anything at all. */
export function bestOf(missed: readonly Missed[]): Missed {
  const [best] = missed.toSorted(
    (one, other) => other.found - one.found || weight(other.output) - weight(one.output),
  )
  return best!
}

/** A program that has ended writes no more. */
export function endingOfOutput(events: readonly Event[]): 'open' | 'fin' {
  return events.some(({ kind }) => kind === 'exited') ? 'fin' : 'open'
}

/** How many leading bytes of what is expected are there. */
function goodBytes(seen: Match): number | 'all' {
  if (seen.kind === 'matched') return 'all'
  return seen.kind === 'partial' ? seen.good : seen.offset
}

function weight(output: Uint8Array): number {
  return output.length > 0 ? 1 : 0
}
