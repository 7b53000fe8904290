import { payloadBytes } from '../assignment/payload.ts'
import { isOpen, payloadOf, peersOf, type Step } from '../assignment/step.ts'
import { concatBytes, encodeBytes, type Bytes } from '../lib/bytes.ts'
import type { Event } from './event.ts'

/** One event of a play with what it needs to be shown: what a peer sent, byte for byte. */
export type Rung = Event & { readonly sentBytes?: Bytes }

/**
 * A play as a ladder, rung by rung. What was sent stands in the steps: the bytes of a peer are
 * those of its sends, one after the other, however they were cut or joined. Of the attempts of a
 * peer to connect only the last counts: a program that is about to listen refuses the others.
 */
export function ladder(steps: readonly Step[], events: readonly Event[]): readonly Rung[] {
  const streams = new Map<string, Uint8Array>()
  const rest = (peer: string) => streams.get(peer) ?? streamOf(steps, peer)
  return events.filter(isFinal).map((event) => {
    if (event.kind === 'datagram-sent') return { ...event, ...payloadIn(steps[event.step]) }
    if (event.kind !== 'sent') return event
    if (event.data) return { ...event, sentBytes: event.data }
    const stream = rest(event.peer)
    streams.set(event.peer, stream.subarray(event.bytes))
    return { ...event, sentBytes: encodeBytes(stream.subarray(0, event.bytes)) }
  })
}

function payloadIn(step: Step | undefined): Pick<Rung, 'sentBytes'> {
  if (step?.kind !== 'sendDatagram') return {}
  return { sentBytes: encodeBytes(payloadBytes(step.data)) }
}

function isFinal(event: Event, index: number, events: readonly Event[]): boolean {
  if (event.kind !== 'connecting' && event.kind !== 'refused') return true
  const { peer } = event
  return !events.slice(index + 1).some((one) => one.kind === 'connecting' && one.peer === peer)
}

function streamOf(steps: readonly Step[], peer: string): Uint8Array {
  return concatBytes(
    steps.flatMap((step) => {
      const payload = peersOf(step).includes(peer) && !isOpen(step) ? payloadOf(step) : undefined
      return payload ? [payloadBytes(payload)] : []
    }),
  )
}
