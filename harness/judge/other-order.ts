import type { Step } from '../assignment/step.ts'
import { decodeBytes } from '../lib/bytes.ts'
import { match } from '../match/match.ts'
import type { Cause } from './cause.ts'

type Differing = Extract<Cause, { readonly kind: 'wrong-bytes' }>

/**
 * What should be just what another peer got, in any order, is the same in another order. `steps` are
 * those of the assignment, in which what was captured has its name.
 */
export function otherOrder(
  { peer, expected, received, offset }: Differing,
  steps: readonly Step[],
  number: number,
): Cause | undefined {
  const step = steps[number]
  if (step?.kind !== 'expect' || step.expected.kind !== 'exactly') return undefined
  const { data } = step.expected
  const first = steps.find(
    (one) => one.kind === 'expect' && data.kind === 'captured' && one.as === data.name,
  )
  if (first?.kind !== 'expect' || first.expected.kind !== 'in-any-order') return undefined
  if (match(first.expected, decodeBytes(received)).kind !== 'matched') return undefined
  return { kind: 'other-order', peer, other: first.peer, expected, received, offset }
}
