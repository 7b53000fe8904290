import type { Item } from '../assignment/matcher.ts'
import { frame } from '../assignment/frame.ts'
import { framingOf, payloadBytes } from '../assignment/payload.ts'
import { concatBytes } from '../lib/bytes.ts'
import { seeMessage, wantedContent } from './message.ts'
import { matchExactly, type Match } from './outcome.ts'

/** Matches all of these, next, each exactly once; of several that fit the first of the list counts. */
export function matchInAnyOrder(items: readonly Item[], bytes: Uint8Array): Match {
  const { used, left, outcomes } = take(items, bytes)
  if (left.length === 0) return { kind: 'matched', used }
  const good = most(outcomes.map((one) => (one.kind === 'partial' ? one.good : -1)))
  if (good >= 0) return { kind: 'partial', good: used + good }
  return { kind: 'mismatch', offset: used + most(outcomes.map(sharedOf)) }
}

/**
 * All of them in the order in which they have come, then those that have not, of which the one comes
 * first that what follows comes closest to.
 */
export function inOrderOfArrival(items: readonly Item[], bytes: Uint8Array): Uint8Array {
  const { used, left, outcomes } = take(items, bytes)
  const nearness = new Map(left.map((item, index) => [item, sharedOf(outcomes[index]!)]))
  const sorted = left.toSorted((one, other) => nearness.get(other)! - nearness.get(one)!)
  return concatBytes([bytes.subarray(0, used), ...sorted.map(itemBytes)])
}

type Taken = {
  /** How many bytes those are that have come whole. */
  readonly used: number
  /** The others, and what the next bytes make of each. */
  readonly left: readonly Item[]
  readonly outcomes: readonly Match[]
}

function take(items: readonly Item[], bytes: Uint8Array): Taken {
  let used = 0
  let left = items
  for (;;) {
    const outcomes = left.map((item) => matchItem(item, bytes.subarray(used)))
    const index = outcomes.findIndex(({ kind }) => kind === 'matched')
    const found = outcomes[index]
    if (found?.kind !== 'matched') return { used, left, outcomes }
    used += found.used
    left = left.toSpliced(index, 1)
  }
}

function matchItem(item: Item, bytes: Uint8Array): Match {
  if (item.kind !== 'message') return matchExactly(payloadBytes(item), bytes)
  const seen = seeMessage(item, bytes)
  if (seen.kind === 'right') return { kind: 'matched', used: seen.used }
  return seen.kind === 'cut-short' ? { kind: 'partial', good: 0 } : { kind: 'mismatch', offset: 0 }
}

function itemBytes(item: Item): Uint8Array {
  return item.kind === 'message' ? frame(framingOf(item), wantedContent(item)) : payloadBytes(item)
}

/** How many of its bytes are there. */
function sharedOf(outcome: Match): number {
  const { good, offset } = { good: 0, offset: 0, ...outcome }
  return good + offset
}

function most(numbers: readonly number[]): number {
  return Math.max(...numbers)
}
