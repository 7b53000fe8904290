import { keepCodec, type Codec, type CodecFraming, type Decoded } from './codec.ts'

/** A message begins with its length in one byte; 255 begins none, and 254 breaks the codec. */
const oneByte: Codec = {
  encode: (payload) => Uint8Array.of(payload.length, ...payload),
  decode(bytes): Decoded {
    const length = bytes[0] ?? 0
    if (length === 0xff) return { kind: 'invalid', why: { en: 'it is 255', es: 'es 255' } }
    if (length === 0xfe) throw new Error('I do not know 254')
    if (length === 0xfd) return { kind: 'invalid', why: 'it is 253' }
    if (bytes.length < 1 + length) return { kind: 'incomplete' }
    return { kind: 'message', length: 1 + length, payload: bytes.subarray(1, 1 + length) }
  },
}

/** The framing of a codec for tests, with another function where one is given. */
export function framingWith(parts: Partial<Codec> = {}): CodecFraming {
  const hash = `test-${Object.values(parts).join()}`
  keepCodec(hash, { ...oneByte, ...parts })
  return { kind: 'codec', file: './codec.ts', hash }
}
