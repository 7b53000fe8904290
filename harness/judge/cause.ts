import { z } from 'zod'
import { Ports } from '../assignment/port.ts'
import { BytesSchema } from '../lib/bytes-schema.ts'
import { Exit, Held, Listening } from '../transcript/event.ts'
import { Unbuilt } from '../transcript/unbuilt.ts'
import { announcedCauses } from './announced-causes.ts'
import { datagramCauses } from './datagram-cause.ts'
import { formCauses } from './form-causes.ts'
import { wrongMessage } from './message-cause.ts'
import { orderCauses } from './order-cause.ts'
import { otherCauses } from './other-causes.ts'
import { outputCauses } from './output-cause.ts'

const OfPeer = { peer: z.string() }
const Comparison = {
  expected: BytesSchema,
  received: BytesSchema,
  /** Index of the first byte that differs, in both. */
  offset: z.int(),
}
/** The limit that passed; absent where the program was proved to wait for good. */
const Limit = { limitMs: z.number().optional() }
const OfLens = {
  lens: z.string(),
  /** What the failing trial looked like on its own. */
  symptom: z.string(),
}

/**
 * Why a check failed: a closed union by `kind`, each variant with what was seen. Explanations and
 * hints are in `messages/`.
 */
export const Cause = z.discriminatedUnion('kind', [
  /** The build step failed; `output` is the end of the compiler's text. */
  z.strictObject({ kind: z.literal('did-not-build'), ...Unbuilt }),
  /** The program ended, or nothing listened, before the scenario could begin. */
  z.strictObject({
    kind: z.literal('did-not-start'),
    exit: Exit.optional(),
    port: z.int(),
    ...Limit,
    /** Whether it had listened before, and was started again. */
    again: z.literal(true).optional(),
  }),
  /** Started again, it did not get its port: its connections of before still have it. */
  z.strictObject({
    kind: z.literal('port-still-held'),
    port: z.int(),
    held: z.array(Held),
    exit: Exit.optional(),
    ...Limit,
  }),
  /** A fatal signal or an uncaught exception. */
  z.strictObject({ kind: z.literal('crashed'), exit: Exit, exception: z.string().optional() }),
  /** It wrote to a connection that its peer had ended, and did not ignore SIGPIPE. */
  z.strictObject({ kind: z.literal('dies-of-sigpipe') }),
  /** It was ended because it used more than a program may: bytes of output or memory, or threads. */
  z.strictObject({
    kind: z.literal('used-too-much'),
    what: z.enum(['output', 'memory', 'threads']),
    limit: z.int(),
  }),
  /** It listens, but not where it should. */
  z.strictObject({
    kind: z.literal('listens-elsewhere'),
    port: z.int(),
    sockets: z.array(Listening),
    /** Over which version of IP its peers came; absent where that was IPv4. */
    family: z.literal('ipv6').optional(),
  }),
  ...announcedCauses,
  /** A connection was refused: the program no longer listens. */
  z.strictObject({ kind: z.literal('refused'), ...OfPeer, exit: Exit.optional() }),
  /** The program did not accept() the peer's connection. */
  z.strictObject({
    kind: z.literal('never-accepted'),
    ...OfPeer,
    waitingConnections: z.int(),
    ...Limit,
  }),
  /** It waits for one client while others wait for it in the accept queue. */
  z.strictObject({
    kind: z.literal('serial-service'),
    ...OfPeer,
    /** The client on whose connection it waits, and in which call. */
    holder: z.string(),
    call: z.string(),
    bytesMax: z.number().optional(),
    waitingConnections: z.int(),
    unreadBytes: z.int(),
  }),
  /** A client program never connected. */
  z.strictObject({
    kind: z.literal('never-connected'),
    ...OfPeer,
    exit: Exit.optional(),
    ...Limit,
  }),
  /** It connected from another port than it should; without `port` from one that the system chose. */
  z.strictObject({
    kind: z.literal('wrong-source-port'),
    ...OfPeer,
    wanted: Ports,
    port: z.int().optional(),
  }),
  /** Nothing arrived although an answer was due. */
  z.strictObject({
    kind: z.literal('no-answer'),
    ...OfPeer,
    expected: BytesSchema.optional(),
    unreadBytes: z.int(),
    ...Limit,
  }),
  z.strictObject({ kind: z.literal('wrong-bytes'), ...OfPeer, ...Comparison }),
  ...formCauses,
  ...orderCauses,
  wrongMessage,
  /** What arrived is right so far, and the rest never came. */
  z.strictObject({ kind: z.literal('missing-bytes'), ...OfPeer, ...Comparison }),
  /** More arrived than should. */
  z.strictObject({ kind: z.literal('extra-bytes'), ...OfPeer, extra: BytesSchema }),
  /** It answered although the message was not complete yet. */
  z.strictObject({
    kind: z.literal('answered-early'),
    ...OfPeer,
    sent: BytesSchema,
    extra: BytesSchema,
  }),
  /** The program ended the connection before it should. */
  z.strictObject({
    kind: z.literal('closed-early'),
    ...OfPeer,
    expected: BytesSchema.optional(),
    received: BytesSchema,
  }),
  ...datagramCauses,
  /** The connection was reset (RST) where it should go on, or end with FIN. */
  z.strictObject({ kind: z.literal('reset'), ...OfPeer, received: BytesSchema }),
  /** The program closed the connection while bytes lay unread, which makes the kernel reset it. */
  z.strictObject({ kind: z.literal('reset-with-unread-data'), ...OfPeer, received: BytesSchema }),
  z.strictObject({ kind: z.literal('did-not-close'), ...OfPeer, ...Limit }),
  /** The peer has ended its side, and the program keeps its own open (CLOSE_WAIT). */
  z.strictObject({ kind: z.literal('never-closes'), ...OfPeer }),
  /** After the end of input it uses all the processor that it can get. */
  z.strictObject({ kind: z.literal('spins-at-end-of-input'), ...OfPeer }),
  /** More sockets are open than before, at least one for each peer that has gone. */
  z.strictObject({
    kind: z.literal('leaks-descriptors'),
    before: z.int(),
    after: z.int(),
    peersGone: z.int(),
  }),
  z.strictObject({ kind: z.literal('did-not-exit'), ...Limit }),
  z.strictObject({
    kind: z.literal('wrong-exit-code'),
    expected: z.union([z.int(), z.literal('failure')]),
    exit: Exit,
  }),
  ...outputCauses,
  ...otherCauses,
  /** Passes in one piece, fails in several: one recv() is taken for one message. */
  z.strictObject({
    kind: z.literal('one-recv-per-message'),
    /** Bytes of the message that the program used, and bytes that it had. */
    used: z.int(),
    sent: z.int(),
    /** The smallest cut that fails, where cuts were tried: what came before it and after it. */
    cut: z.strictObject({ before: BytesSchema, after: BytesSchema }).optional(),
    ...OfLens,
  }),
  /** Fails only at cuts inside a character: it decodes what each recv() brings by itself. */
  z.strictObject({
    kind: z.literal('decodes-partial-utf8'),
    character: z.string(),
    cut: z.strictObject({ before: BytesSchema, after: BytesSchema }),
    ...OfLens,
  }),
  /** Passes one by one, fails when messages arrive in one piece: what follows the first is lost. */
  z.strictObject({ kind: z.literal('reads-past-one-message'), ...OfLens }),
  /** Fails only when send() takes less than it was given. */
  z.strictObject({ kind: z.literal('send-without-loop'), ...OfLens }),
])
export type Cause = z.output<typeof Cause>

/** The name of a cause. */
export type CauseKind = Cause['kind']
