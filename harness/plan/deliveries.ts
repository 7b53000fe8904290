import type { Framing } from '../assignment/framing.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { isOpen, peersOf } from '../assignment/step.ts'
import { randomFrom } from '../lib/seed.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { coalesce } from './coalesce.ts'
import { cutPoints } from './cut-points.ts'
import type { Trial } from './trials.ts'

/**
 * The deliveries of which a trial consists, in the order in which they are played; none when there
 * is nothing that its lens could change. Those of `random` are found while it is played.
 */
export function deliveriesOf(trial: Trial, framing: Framing): readonly Delivery[] {
  switch (trial.lens) {
    case 'whole':
      return [{ kind: 'whole' }]
    case 'slow-reader':
      return trial.steps.some((step) => peersOf(step).length > 0) ? [{ kind: 'slow-reader' }] : []
    case 'bytewise':
      return divisible(trial).length === 0 ? [] : [{ kind: 'bytewise' }]
    case 'cuts':
      return cuts(trial, framing)
    case 'coalesced':
      return coalesce(trial.steps).size === 0 ? [] : [{ kind: 'coalesced' }]
    case 'short-io':
      return [
        { kind: 'short-io', what: 'writes' },
        { kind: 'short-io', what: 'reads' },
      ]
    case 'random':
      return []
  }
}

/** The sends that can be cut: those of at least two bytes, with their step's number. */
export function divisible({ steps }: Pick<Trial, 'steps'>): readonly Sent[] {
  return [...steps.entries()].flatMap(([step, each]) => {
    const bytes = each.kind === 'send' && !isOpen(each) ? payloadBytes(each.data) : undefined
    return bytes && bytes.length > 1 ? [{ step, bytes }] : []
  })
}

/** What one step sends. */
export type Sent = { readonly step: number; readonly bytes: Uint8Array }

function cuts(trial: Trial, framing: Framing): readonly Delivery[] {
  const random = randomFrom(trial.seed)
  return divisible(trial).flatMap(({ step, bytes }) =>
    cutPoints(bytes, framing, random).map((at): Delivery => ({ kind: 'cut', step, at })),
  )
}
