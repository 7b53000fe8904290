import { z } from 'zod'
import { Payload } from './payload.ts'

const alternativesMax = 24

/**
 * What is expected of bytes that arrive. Short form: a string, which means exactly these bytes,
 * next. Long forms:
 * - `exactly`: these bytes, next;
 * - `contains`: these bytes in one piece, with anything around them;
 * - `one-of`: one of these, next; the first of the list that has come;
 * - `anything`: at least one byte, whatever it is.
 */
export const Matcher = z.union([
  z.string().transform((text) => ({
    kind: 'exactly' as const,
    data: { kind: 'text' as const, text, times: 1 },
  })),
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('exactly'), data: Payload }),
    z.strictObject({ kind: z.literal('contains'), data: Payload }),
    z.strictObject({ kind: z.literal('one-of'), of: z.array(Payload).min(2).max(alternativesMax) }),
    z.strictObject({ kind: z.literal('anything') }),
  ]),
])
export type Matcher = z.output<typeof Matcher>
