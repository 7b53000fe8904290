import { isInsideCharacter } from '../lib/bytes.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { divisible } from './deliveries.ts'
import type { Trial } from './trials.ts'

/**
 * The same delivery with every cut that goes through a character moved beside it: which of the two
 * fails tells a program that cannot put characters together from one that cannot put messages
 * together. Undefined when no cut goes through a character, or none is left.
 */
export function besideCharacters(trial: Trial, delivery: Delivery): Delivery | undefined {
  if (delivery.kind !== 'cut' && delivery.kind !== 'pieces') return undefined
  const sent = new Map(divisible(trial).map(({ step, bytes }) => [step, bytes]))
  const cuts =
    delivery.kind === 'cut' ? [{ step: delivery.step, at: [delivery.at] }] : delivery.cuts
  const moved = cuts.map(({ step, at }) => {
    const bytes = sent.get(step)!
    return { step, at: [...new Set(at.flatMap((offset) => beside(bytes, offset)))] }
  })
  if (JSON.stringify(moved) === JSON.stringify(cuts)) return undefined
  const left = moved.filter(({ at }) => at.length > 0)
  if (left.length === 0) return undefined
  const [first] = left
  return delivery.kind === 'cut'
    ? { kind: 'cut', step: first!.step, at: first!.at[0]! }
    : { kind: 'pieces', cuts: left }
}

/** The end of the character that a cut goes through, or its start when it ends the message. */
function beside(bytes: Uint8Array, at: number): readonly number[] {
  let end = at
  while (isInsideCharacter(bytes, end)) end += 1
  if (end < bytes.length) return [end]
  let start = at
  while (isInsideCharacter(bytes, start)) start -= 1
  return start > 0 ? [start] : []
}
