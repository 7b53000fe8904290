import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'
import { Exit } from '../transcript/event.ts'

const OfPeer = { peer: z.string() }

/** What a relay has lost last of what went between a peer and the program. */
const Lost = z.strictObject({
  direction: z.enum(['to-program', 'from-program']),
  number: z.int(),
})

/** Why programs fail that must make up for what UDP loses. */
export const repetitionCauses = [
  /** Nothing let the program go on, and it did not send its last datagram again. */
  z.strictObject({
    kind: z.literal('not-sent-again'),
    ...OfPeer,
    expected: BytesSchema,
    lost: Lost.optional(),
    exit: Exit.optional(),
    limitMs: z.number().optional(),
  }),
  /** A peer sent a datagram again, and it was not answered again. */
  z.strictObject({
    kind: z.literal('not-answered-again'),
    ...OfPeer,
    expected: BytesSchema,
    exit: Exit.optional(),
    limitMs: z.number().optional(),
  }),
  /** Nothing let the program go on, and it sent the next datagram. */
  z.strictObject({
    kind: z.literal('went-on-unanswered'),
    ...OfPeer,
    expected: BytesSchema,
    received: BytesSchema,
  }),
  /** It had its answer, and sent the same again. */
  z.strictObject({
    kind: z.literal('sent-again-in-vain'),
    ...OfPeer,
    received: BytesSchema,
  }),
  /** A datagram came `afterMs` after the one before, and should have come `leastMs` after it at least. */
  z.strictObject({
    kind: z.literal('sent-too-soon'),
    ...OfPeer,
    received: BytesSchema,
    afterMs: z.number(),
    leastMs: z.number(),
  }),
] as const
