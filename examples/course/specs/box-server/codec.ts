import type { Codec } from '../../../../harness/index.ts'

const boxBytes = 8

/**
 * A message is its length in two bytes (little endian), then boxes of eight bytes, of which the last
 * is filled up with zero bytes.
 */
export default {
  encode(payload) {
    const boxes = Math.ceil(payload.length / boxBytes)
    const bytes = new Uint8Array(2 + boxes * boxBytes)
    new DataView(bytes.buffer).setUint16(0, payload.length, true)
    bytes.set(payload, 2)
    return bytes
  },

  decode(bytes) {
    if (bytes.length < 2) return { kind: 'incomplete' }
    const length = new DataView(bytes.buffer).getUint16(0, true)
    const end = 2 + Math.ceil(length / boxBytes) * boxBytes
    const filling = bytes.subarray(2 + length, end)
    if (filling.some((byte) => byte !== 0)) {
      return {
        kind: 'invalid',
        why: {
          en: `its ${length} bytes are not filled up with zero bytes to whole boxes of ${boxBytes}`,
          es: `sus ${length} bytes no están rellenados con bytes cero hasta completar cajas de ${boxBytes}`,
        },
      }
    }
    if (bytes.length < end) return { kind: 'incomplete' }
    return { kind: 'message', length: end, payload: bytes.slice(2, 2 + length) }
  },

  boundaries(bytes) {
    return Array.from({ length: Math.ceil(bytes.length / boxBytes) }, (_, box) => box * boxBytes)
      .flatMap((start) => [start, start + 1, start + 2])
      .filter((offset) => offset <= bytes.length)
  },
} satisfies Codec
