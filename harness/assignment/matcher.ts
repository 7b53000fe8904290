import { z } from 'zod'
import { Alternative, type End } from './alternative.ts'
import { Name } from './name.ts'
import { ofFraming, Payload, pieces } from './payload.ts'
import { Head, Matches } from './text-matcher.ts'

/**
 * What a value of JSON must be: any value of a type, anything, one value, an object with at least
 * these keys, an array of which each item is so, or what is captured and used later.
 */
export type KeyRule =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'array'
  | 'object'
  | 'anything'
  | { readonly value: unknown }
  | { readonly keys: Readonly<Record<string, KeyRule>> }
  | { readonly items: KeyRule }
  | { readonly capture: string; readonly type?: JsonType | undefined }

const JsonType = z.enum(['string', 'number', 'boolean', 'null', 'array', 'object', 'anything'])
type JsonType = z.output<typeof JsonType>

const KeyRule: z.ZodType<KeyRule, KeyRule> = z.lazy(() =>
  z.union([
    JsonType,
    z.strictObject({ value: z.json() }),
    z.strictObject({ keys: z.record(z.string(), KeyRule) }),
    z.strictObject({ items: KeyRule }),
    z.strictObject({ capture: Name, type: JsonType.optional() }),
  ]),
)

const ofText = z.string().transform((text) => ({ kind: 'text' as const, text, times: 1 }))

/** In the parts of an expected message: at least one byte, whatever it is, until the next part. */
const capture = z.strictObject({ kind: z.literal('capture'), as: Name })
const alternativesMax = 24

/**
 * What a message must hold: these bytes; JSON with this value; an object with these keys; or parts,
 * of which some are captured.
 */
const Expected = z.union([
  ofText,
  z.discriminatedUnion('kind', [
    ...pieces,
    z.strictObject({
      kind: z.literal('parts'),
      of: z
        .array(z.union([ofText, z.discriminatedUnion('kind', [...pieces, capture])]))
        .min(1)
        .max(alternativesMax)
        .refine(isDivisible, 'should have other bytes between two parts that are captured'),
    }),
    z.strictObject({ kind: z.literal('json-with'), keys: z.record(z.string(), KeyRule) }),
  ]),
])

/** Where one capture ends and the next begins nobody could tell. */
function isDivisible(parts: readonly { readonly kind: string }[]): boolean {
  return parts.every(({ kind }, at) => kind !== 'capture' || parts[at - 1]?.kind !== 'capture')
}

const message = z.strictObject({ kind: z.literal('message'), data: Expected, ...ofFraming })

/** One of several that may come in any order: bytes, or a message. */
const Item = z.union([ofText, z.discriminatedUnion('kind', [...pieces, message])])
export type Item = z.output<typeof Item>
const itemsMax = 100

/**
 * What is expected of bytes that arrive. Short form: a string, which means exactly these bytes,
 * next. Long forms:
 * - `exactly`: these bytes, next;
 * - `contains`: these bytes in one piece, with anything around them;
 * - `one-of`: one of these, next; the first of the list that has come. Each is bytes, a `matches`, a
 *   `head` or an `end`, or a list of them, which must come one after the other;
 * - `in-any-order`: all of these, next, each exactly once;
 * - `hash`: as many bytes as `length` says, next, with this SHA-256;
 * - `anything`: at least one byte, whatever it is;
 * - `message`: one message, next, in the assignment's framing. Its content is JSON that is equal to
 *   the `value` of a `json` (RFC 8259: the order of keys, white space, and how a number or a
 *   character is spelt are free: 6 is 6.0), a JSON object that has at least the `keys` of a
 *   `json-with`, exactly a text or bytes, or `parts`, of which some are captured;
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
    z.strictObject({ kind: z.literal('in-any-order'), of: z.array(Item).min(2).max(itemsMax) }),
    z.strictObject({
      kind: z.literal('hash'),
      length: z.int().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'should be 64 hexadecimal digits, in lower case'),
    }),
    z.strictObject({ kind: z.literal('anything') }),
    message,
    Matches,
    Head,
  ]),
])
export type Matcher = z.output<typeof Matcher>

/** The matcher of one message. */
export type MessageMatcher = Extract<Matcher, { kind: 'message' }>

/** A matcher that is made of no others, or the end of the connection. */
export type Leaf = Exclude<Matcher, { kind: 'one-of' }> | End

/** The matcher of bytes by their hash. */
export type HashMatcher = Extract<Matcher, { kind: 'hash' }>

/** A part of a message that is expected: bytes, or what is captured. */
export type Part = Extract<MessageMatcher['data'], { kind: 'parts' }>['of'][number]
