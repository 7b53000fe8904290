import { payloadBytes } from '../assignment/payload.ts'
import { isOpen, payloadOf, type Step } from '../assignment/step.ts'
import { concatBytes } from '../lib/bytes.ts'
import type { Delivery } from '../transcript/delivery.ts'
import { coalesce } from './coalesce.ts'
import { bytewise, cutAt, inOnePiece } from './fragment.ts'

/**
 * The pieces in which each send of a scenario goes out, by its step's number. A send whose bytes
 * went out with an earlier one has none; one with a captured value is not among them, because
 * nobody knows it yet.
 */
export function piecesOf(
  steps: readonly Step[],
  delivery: Delivery,
  seed: number,
): ReadonlyMap<number, readonly Uint8Array[]> {
  const groups = delivery.kind === 'coalesced' ? coalesce(steps) : new Map<number, number[]>()
  const joined = new Set([...groups.values()].flat())
  const sends = [...steps.entries()].flatMap(([number, step]) => {
    const payload = isOpen(step) ? undefined : payloadOf(step)
    return payload ? [{ number, bytes: payloadBytes(payload), whole: step.kind === 'fence' }] : []
  })
  const bytesOf = new Map(sends.map(({ number, bytes }) => [number, bytes]))
  return new Map(
    sends.map(({ number, bytes, whole }) => {
      if (whole) return [number, inOnePiece(bytes)]
      if (joined.has(number)) return [number, []]
      const more = (groups.get(number) ?? []).map((other) => bytesOf.get(other)!)
      const all = more.length === 0 ? bytes : concatBytes([bytes, ...more])
      return [number, cutUp(all, delivery, { number, seed })]
    }),
  )
}

function cutUp(
  bytes: Uint8Array,
  delivery: Delivery,
  { number, seed }: { readonly number: number; readonly seed: number },
): readonly Uint8Array[] {
  switch (delivery.kind) {
    case 'whole':
    case 'coalesced':
    case 'slow-reader':
    case 'short-io':
      return inOnePiece(bytes)
    case 'bytewise':
      return bytewise(bytes, seed)
    case 'cut':
      return delivery.step === number ? cutAt(bytes, [delivery.at]) : inOnePiece(bytes)
    case 'pieces':
      return cutAt(bytes, delivery.cuts.find(({ step }) => step === number)?.at ?? [])
  }
}
