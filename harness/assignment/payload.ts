import { z } from 'zod'
import { concatBytes } from '../lib/bytes.ts'
import { frame } from './frame.ts'
import { Framing } from './framing.ts'
import { Name } from './name.ts'

const timesMax = 1_000_000

const ofText = z.string().transform((text) => ({ kind: 'text' as const, text, times: 1 }))

/** What a payload, or the content of a message, may be; a string is the short form of a text. */
const contents = [
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
  z.strictObject({ kind: z.literal('json'), value: z.json() }),
] as const

/** A value that an earlier step of the scenario has captured, in its place. */
const captured = z.strictObject({ kind: z.literal('captured'), name: Name })

/** What may be put together from parts. */
export const pieces = [...contents, captured] as const
const partsMax = 24
const Piece = z.union([ofText, z.discriminatedUnion('kind', pieces)])
const parts = z.strictObject({
  kind: z.literal('parts'),
  of: z.array(Piece).min(1).max(partsMax),
})

/** The bytes inside a message. */
const Content = z.union([ofText, z.discriminatedUnion('kind', [...pieces, parts])])

/** The framing of a message: that of the assignment unless another one is given. */
export const ofFraming = { framing: Framing.optional() }

/**
 * Bytes to send or to expect. Short form: a string (UTF-8). Long forms, by `kind`: `text` repeats a
 * text, `hex` gives bytes that are no text (`'00 ff'`, spaces allowed), `json` is JSON without white
 * space, `message` one message with this content, in the assignment's framing (its length before it,
 * say), `parts` some of these one after the other, `captured` a captured value. A message with a
 * wrong length is written in `hex`.
 */
export const Payload = z.union([
  ofText,
  z.discriminatedUnion('kind', [
    ...pieces,
    parts,
    z.strictObject({ kind: z.literal('message'), data: Content, ...ofFraming }),
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
    case 'json':
      return Buffer.from(JSON.stringify(payload.value), 'utf8')
    case 'parts':
      return concatBytes(payload.of.map(payloadBytes))
    case 'captured':
      throw new Error(`What "${payload.name}" stands for is not known yet.`)
    case 'message':
      return frame(framingOf(payload), payloadBytes(payload.data))
    default:
      return payload satisfies never
  }
}

/** How many bytes a payload stands for, at least; they are not made for it. */
export function payloadLength(payload: Payload): number {
  switch (payload.kind) {
    case 'text':
      return Buffer.byteLength(payload.text) * payload.times
    case 'hex':
      return (payload.hex.replaceAll(/\s/g, '').length / digitsPerByte) * payload.times
    case 'json':
      return Buffer.byteLength(JSON.stringify(payload.value))
    case 'message':
      return payloadLength(payload.data)
    case 'parts':
      return payload.of.reduce((total, part) => total + payloadLength(part), 0)
    case 'captured':
      return 0
    default:
      return payload satisfies never
  }
}

const digitsPerByte = 2

/** The framing of a message; an assignment that was loaded has told all of its messages theirs. */
export function framingOf({ framing }: { readonly framing?: Framing | undefined }): Framing {
  if (!framing) throw new Error('A message has no framing: the assignment was not parsed.')
  return framing
}
