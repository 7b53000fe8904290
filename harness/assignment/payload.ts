import { z } from 'zod'

const timesMax = 1_000_000

/**
 * Bytes to send or to expect. Short form: a string (UTF-8). Long forms: `{ text, times }` repeats a
 * text, `{ hex, times }` gives bytes that are no text (`'00 ff'`, spaces allowed).
 */
export const Payload = z.union([
  z.string().transform((text) => ({ kind: 'text' as const, text, times: 1 })),
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('text'),
      text: z.string(),
      times: z.int().min(1).max(timesMax).default(1),
    }),
    z.strictObject({
      kind: z.literal('hex'),
      hex: z.string().regex(/^(?:\s*[0-9a-fA-F]{2})*\s*$/, 'should be pairs of hexadecimal digits'),
      times: z.int().min(1).max(timesMax).default(1),
    }),
  ]),
])
export type Payload = z.output<typeof Payload>

/** The bytes that a payload stands for. They are asked for again and again while they arrive. */
export function payloadBytes(payload: Payload): Uint8Array {
  const bytes = known.get(payload) ?? makeBytes(payload)
  known.set(payload, bytes)
  return bytes
}

const known = new WeakMap<Payload, Uint8Array>()

function makeBytes(payload: Payload): Uint8Array {
  switch (payload.kind) {
    case 'text':
      return Buffer.from(payload.text.repeat(payload.times), 'utf8')
    case 'hex':
      return Buffer.from(payload.hex.replaceAll(/\s/g, '').repeat(payload.times), 'hex')
    default:
      return payload satisfies never
  }
}
