import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'
import { Exit, Listening } from '../transcript/event.ts'

const OfPeer = { peer: z.string() }
const Comparison = {
  expected: BytesSchema,
  received: BytesSchema,
  /** Index of the first byte that differs, in both. */
  offset: z.int(),
}
const Output = { stream: z.enum(['stdout', 'stderr', 'either']) }
const Limit = { limitMs: z.number() }

/**
 * Why a check failed: a closed union by `kind`, each variant with what was seen. Explanations and
 * hints are in `messages/`.
 */
export const Cause = z.discriminatedUnion('kind', [
  /** The build step failed; `output` is the end of the compiler's text. */
  z.strictObject({ kind: z.literal('did-not-build'), output: z.string() }),
  /** The program ended, or nothing listened, before the scenario could begin. */
  z.strictObject({
    kind: z.literal('did-not-start'),
    exit: Exit.optional(),
    port: z.int(),
    ...Limit,
  }),
  /** A fatal signal or an uncaught exception. */
  z.strictObject({ kind: z.literal('crashed'), exit: Exit, exception: z.string().optional() }),
  /** It listens, but not where it should. */
  z.strictObject({
    kind: z.literal('listens-elsewhere'),
    port: z.int(),
    sockets: z.array(Listening),
  }),
  /** A connection was refused: the program no longer listens. */
  z.strictObject({ kind: z.literal('refused'), ...OfPeer, exit: Exit.optional() }),
  /** The program did not accept() the peer's connection. */
  z.strictObject({
    kind: z.literal('never-accepted'),
    ...OfPeer,
    waitingConnections: z.int(),
    ...Limit,
  }),
  /** A client program never connected. */
  z.strictObject({
    kind: z.literal('never-connected'),
    ...OfPeer,
    exit: Exit.optional(),
    ...Limit,
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
  /** What arrived is right so far, and the rest never came. */
  z.strictObject({ kind: z.literal('missing-bytes'), ...OfPeer, ...Comparison }),
  /** More arrived than should. */
  z.strictObject({ kind: z.literal('extra-bytes'), ...OfPeer, extra: BytesSchema }),
  /** The program ended the connection before it should. */
  z.strictObject({
    kind: z.literal('closed-early'),
    ...OfPeer,
    expected: BytesSchema.optional(),
    received: BytesSchema,
  }),
  /** The connection was reset (RST) where it should go on, or end with FIN. */
  z.strictObject({ kind: z.literal('reset'), ...OfPeer, received: BytesSchema }),
  z.strictObject({ kind: z.literal('did-not-close'), ...OfPeer, ...Limit }),
  z.strictObject({ kind: z.literal('did-not-exit'), ...Limit }),
  z.strictObject({ kind: z.literal('wrong-exit-code'), expected: z.int(), exit: Exit }),
  /** The output does not have the text that it should. */
  z.strictObject({
    kind: z.literal('wrong-output'),
    ...Output,
    expected: BytesSchema.optional(),
    received: BytesSchema,
    /** How many leading bytes of the expected text the output has in one piece. */
    found: z.int(),
  }),
  /** Passes in one piece, fails in several: one recv() is taken for one message. */
  z.strictObject({
    kind: z.literal('one-recv-per-message'),
    /** Bytes of the message that the program used, and bytes that it had. */
    used: z.int(),
    sent: z.int(),
    /** What the failing trial looked like on its own. */
    lens: z.string(),
    symptom: z.string(),
  }),
])
export type Cause = z.output<typeof Cause>

/** The name of a cause. */
export type CauseKind = Cause['kind']
