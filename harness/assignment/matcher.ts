import { z } from 'zod'
import { Alternative, type End } from './alternative.ts'
import { contents, ofFraming, Payload } from './payload.ts'
import { Head, Matches } from './text-matcher.ts'

/** What the value of a key must be: any value of a type, anything, or one value. */
const KeyRule = z.union([
  z.enum(['string', 'number', 'boolean', 'null', 'array', 'object', 'anything']),
  z.strictObject({ value: z.json() }),
])
export type KeyRule = z.output<typeof KeyRule>

const ofText = z.string().transform((text) => ({ kind: 'text' as const, text, times: 1 }))

/** What a message must hold: these bytes; JSON with this value; or an object with these keys. */
const Expected = z.union([
  ofText,
  z.discriminatedUnion('kind', [
    ...contents,
    z.strictObject({ kind: z.literal('json-with'), keys: z.record(z.string(), KeyRule) }),
  ]),
])

const alternativesMax = 24

/**
 * What is expected of bytes that arrive. Short form: a string, which means exactly these bytes,
 * next. Long forms:
 * - `exactly`: these bytes, next;
 * - `contains`: these bytes in one piece, with anything around them;
 * - `one-of`: one of these, next; the first of the list that has come. Each is bytes, a `matches`, a
 *   `head` or an `end`, or a list of them, which must come one after the other;
 * - `anything`: at least one byte, whatever it is;
 * - `message`: one message, next, in the assignment's framing. Its content is JSON that is equal to
 *   the `value` of a `json` (RFC 8259: the order of keys, white space, and how a number or a
 *   character is spelt are free: 6 is 6.0), a JSON object that has at least the `keys` of a
 *   `json-with`, or exactly a text or bytes;
 * - `matches`: a line that fits a pattern, next or any that comes;
 * - `head`: the head of a message of HTTP, next, and its body where that is asked for.
 */
export const Matcher = z.union([
  z.string().transform((text) => ({
    kind: 'exactly' as const,
    data: { kind: 'text' as const, text, times: 1 },
  })),
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('exactly'), data: Payload }),
    z.strictObject({ kind: z.literal('contains'), data: Payload }),
    z.strictObject({
      kind: z.literal('one-of'),
      of: z.array(Alternative).min(2).max(alternativesMax),
    }),
    z.strictObject({ kind: z.literal('anything') }),
    z.strictObject({ kind: z.literal('message'), data: Expected, ...ofFraming }),
    Matches,
    Head,
  ]),
])
export type Matcher = z.output<typeof Matcher>

/** The matcher of one message. */
export type MessageMatcher = Extract<Matcher, { kind: 'message' }>

/** A matcher that is made of no others, or the end of the connection. */
export type Leaf = Exclude<Matcher, { kind: 'one-of' }> | End
