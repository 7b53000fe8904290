import { z } from 'zod'
import { Text } from '../assignment/text.ts'
import { BytesSchema } from '../lib/bytes-schema.ts'
import { Exit, Listening } from '../transcript/event.ts'
import { Unbuilt } from '../transcript/unbuilt.ts'

const OfOther = {
  /** What this run is called. */
  other: z.string(),
  /** Whether it is a program that the course brings along. */
  ours: z.boolean(),
}
/** The last lines that it has written. */
const Said = { said: z.array(z.string()) }
/** The limit that passed; absent where it was seen. */
const Limit = { limitMs: z.number().optional() }

/** Why checks fail in which another program takes part. */
export const otherCauses = [
  /** The submission has no such program. */
  z.strictObject({ kind: z.literal('no-such-program'), program: z.string(), reason: Text }),
  z.strictObject({
    kind: z.literal('other-did-not-build'),
    program: z.string(),
    ...Unbuilt,
  }),
  /** Another program of the submission does not listen where the program should connect. */
  z.strictObject({
    kind: z.literal('other-did-not-start'),
    other: z.string(),
    port: z.int(),
    sockets: z.array(Listening),
    exit: Exit.optional(),
    ...Said,
    ...Limit,
  }),
  /** Its output does not have the text that it should. */
  z.strictObject({
    kind: z.literal('other-wrong-output'),
    ...OfOther,
    stream: z.enum(['stdout', 'stderr', 'either']),
    expected: BytesSchema.optional(),
    /** A text of the form that it should have. */
    like: z.string().optional(),
    received: BytesSchema,
    exit: Exit.optional(),
    ...Said,
    ...Limit,
  }),
  /** It ended otherwise than it should, or has not. */
  z.strictObject({
    kind: z.literal('other-wrong-exit'),
    ...OfOther,
    expected: z.union([z.int(), z.enum(['any', 'failure'])]),
    exit: Exit.optional(),
    /** Whether it ended by a fatal signal or by what nothing caught, where its code would be right. */
    crashed: z.literal(true).optional(),
    ...Said,
    ...Limit,
  }),
  /** It was ended because it used more than a program may. */
  z.strictObject({
    kind: z.literal('other-used-too-much'),
    ...OfOther,
    what: z.enum(['output', 'memory', 'threads']),
    limit: z.int(),
  }),
] as const
