import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'
import { Exit } from '../transcript/event.ts'
import { repetitionCauses } from './repetition-cause.ts'

const OfPeer = { peer: z.string() }

/** Why programs that speak UDP fail. */
export const datagramCauses = [
  /** No datagram came to a peer; `unread`: one lay unread in the program's sockets. */
  z.strictObject({
    kind: z.literal('no-datagram'),
    ...OfPeer,
    expected: BytesSchema.optional(),
    unread: z.boolean(),
    exit: Exit.optional(),
    limitMs: z.number().optional(),
  }),
  /** A datagram came that is not the one that was due. */
  z.strictObject({
    kind: z.literal('wrong-datagram'),
    ...OfPeer,
    expected: BytesSchema.optional(),
    received: BytesSchema,
  }),
  z.strictObject({ kind: z.literal('extra-datagram'), ...OfPeer, extra: BytesSchema }),
  /** The right answer, from another address or port than the one that was asked. */
  z.strictObject({
    kind: z.literal('answered-from-elsewhere'),
    ...OfPeer,
    other: z.enum(['address', 'port']),
  }),
  /** What was for `peer` went to `other`. */
  z.strictObject({
    kind: z.literal('answered-another-peer'),
    ...OfPeer,
    other: z.string(),
    data: BytesSchema,
  }),
  /** Several datagrams came as one. */
  z.strictObject({
    kind: z.literal('joined-datagrams'),
    ...OfPeer,
    expected: BytesSchema,
    received: BytesSchema,
  }),
  /** Only the first `received` bytes of a datagram of `size` came. */
  z.strictObject({
    kind: z.literal('truncated-datagram'),
    ...OfPeer,
    size: z.int(),
    received: z.int(),
  }),
  /** It took an empty datagram for the end of its input. */
  z.strictObject({ kind: z.literal('ends-at-empty-datagram'), ...OfPeer, exit: Exit }),
  ...repetitionCauses,
] as const
