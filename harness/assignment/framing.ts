import { z } from 'zod'

/** More bytes than any message of an assignment has: a header that announces more is wrong. */
export const messageBytesMax = 1_000_000

/**
 * Where one message ends and the next begins.
 * - `lines`: each message ends with `end` (`'\n'` unless said otherwise);
 * - `length-prefixed`: `bytes` bytes of length, then the message;
 * - `fixed`: every message has `bytes` bytes;
 * - `until-close`: one message, which ends with the connection;
 * - `codec`: as the codec in `file` says, which lies beside the assignment; `hash` is that of the
 *   file, filled in when the assignment is loaded; one that is written there must be right.
 */
export const Framing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lines'), end: z.string().min(1).default('\n') }),
  z.strictObject({
    kind: z.literal('length-prefixed'),
    bytes: z.union([z.literal(1), z.literal(2), z.literal(4)]).default(4),
    endian: z.enum(['big', 'little']).default('big'),
  }),
  z.strictObject({ kind: z.literal('fixed'), bytes: z.int().min(1).max(messageBytesMax) }),
  z.strictObject({ kind: z.literal('until-close') }),
  z.strictObject({
    kind: z.literal('codec'),
    file: z.string().min(1),
    hash: z.string().optional(),
  }),
])
export type Framing = z.output<typeof Framing>
