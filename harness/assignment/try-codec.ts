import { concatBytes } from '../lib/bytes.ts'
import * as say from '../messages/codec.ts'
import type { Text } from '../messages/text.ts'
import { boundariesWith, CodecFault, decodeWith, encodeWith, type CodecFraming } from './codec.ts'

/**
 * Tries a codec on a message of the assignment: what it writes it must read again, also with more
 * behind it, and it must ask for more where that has not come whole. The first fault is told.
 */
export function tryCodec(framing: CodecFraming, payload: Uint8Array): Text | undefined {
  try {
    const bytes = encodeWith(framing, payload)
    boundariesWith(framing, bytes)
    const streams = [bytes, concatBytes([bytes, bytes])]
    if (!streams.every((stream) => reads(framing, stream, { bytes, payload }))) {
      return say.codecDisagrees
    }
    const { length } = bytes
    const early = [0, 1, Math.floor(length / 2), length - 1].find(
      (count) =>
        count < length && decodeWith(framing, bytes.subarray(0, count)).kind !== 'incomplete',
    )
    return early === undefined ? undefined : say.codecTooEarly(early, length)
  } catch (thrown) {
    if (thrown instanceof CodecFault) return say.codecFaulty(thrown.message)
    throw thrown
  }
}

type Message = { readonly bytes: Uint8Array; readonly payload: Uint8Array }

function reads(framing: CodecFraming, stream: Uint8Array, { bytes, payload }: Message): boolean {
  const found = decodeWith(framing, stream)
  return (
    found.kind === 'message' &&
    found.length === bytes.length &&
    Buffer.compare(found.payload, payload) === 0
  )
}
