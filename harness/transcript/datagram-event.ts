import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'

const Stamp = { atMs: z.number() }
const OfPeer = { ...Stamp, peer: z.string() }

/** What happens to datagrams, and what the kernel shows of them. */
export const datagramEvents = [
  /** A UDP socket of a peer. */
  z.strictObject({ ...OfPeer, kind: z.literal('opened') }),
  /** The datagram of that step. */
  z.strictObject({ ...OfPeer, kind: z.literal('datagram-sent'), step: z.int() }),
  /** What a relay did to a datagram that came to it, by its number in this direction. */
  z.strictObject({
    ...OfPeer,
    kind: z.literal('relayed'),
    direction: z.enum(['to-program', 'from-program']),
    number: z.int(),
    fate: z.enum(['dropped', 'duplicated', 'held', 'corrupted', 'released']),
    /** As it came; of one that was corrupted, as it went on. */
    data: BytesSchema,
  }),
  z.strictObject({
    ...OfPeer,
    kind: z.literal('datagram'),
    data: BytesSchema,
    /** Its number at the relay before the peer, where that has done something to it. */
    number: z.int().optional(),
    /** Where it came from, and what of that is not what the peer had asked; absent if it is. */
    from: z.strictObject({ endpoint: z.string(), other: z.enum(['address', 'port']) }).optional(),
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('datagrams-observed'),
    step: z.int(),
    /** Whether datagrams lie unread in the program's sockets. */
    unread: z.boolean(),
    /** Datagrams that the kernel has thrown away, of the program's sockets and the peers'. */
    dropped: z.int(),
  }),
  /** The harness itself was kept from running, and may have answered that much later. */
  z.strictObject({ ...Stamp, kind: z.literal('held-up'), lateMs: z.number() }),
] as const
