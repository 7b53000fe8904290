import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'
import { datagramEvents } from './datagram-event.ts'
import { FileContent } from './file-content.ts'
import { Exit, Listening } from './exit.ts'
import { otherEvents } from './other-event.ts'
import { outputEvents } from './output-event.ts'
import { Waiting } from './waiting.ts'
import { Unbuilt } from './unbuilt.ts'

export { Exit, Listening }

const Stamp = { atMs: z.number() }
const OfPeer = { ...Stamp, peer: z.string() }

/** Over which version of IP peers were to come; absent where that was IPv4. */
const Over = { family: z.literal('ipv6').optional() }

/**
 * Why a bounded step ended: its aim was met; it became impossible; it was proved that the program
 * would not move by itself (`settled`); its limit passed; or the limit passed, and more, while the
 * machine kept the program from running (`overloaded`).
 */
export const StepEnd = z.enum(['met', 'impossible', 'settled', 'limit', 'overloaded'])
export type StepEnd = z.output<typeof StepEnd>

/** A connection left behind that keeps its port: whose, if known, and its state (RFC 9293, 3.3.2). */
export const Held = z.strictObject({ peer: z.string().optional(), state: z.string() })
export type Held = z.output<typeof Held>

/** How a condition was established; see `Evidence` in `judge/`. */
const Certainty = z.enum(['proved', 'timed', 'attempted'])

const Calls = z.array(z.string()).optional()
/**
 * What happened in a trial, in order, by `kind`. Times are milliseconds since the trial began.
 * - the program: `build-failed`, `started`, `listening`, `not-listening`, `output`,
 *   `output-capped`, `over-limit` (it was ended for it), `exited`, `restarted`, `frozen`, `thawed`,
 *   `signalled`, `stdin`;
 * - the scenario: `step`, `step-ended`;
 * - a connection of the program: `arrived`;
 * - a peer of UDP: `opened`, `datagram-sent`, `datagram`; before it: `relayed`;
 * - a peer: `connecting`, `connected`, `refused`, `accepted`, `sent`, `received`,
 *   `received-capped`, `fin`, `reset`, `closed` (what the peer itself did);
 * - the kernel, read when an expectation was not met: `observed`, `datagrams-observed`,
 *   `blocked`; for the step that asks
 *   for it: `resources`;
 * - a file of the program, read for the step that asks for it: `file`;
 * - another program: `other`, `other-missing`;
 * - the harness: `fault`, `held-up`, for which nobody loses a point.
 */
export const Event = z.discriminatedUnion('kind', [
  z.strictObject({ ...Stamp, kind: z.literal('build-failed'), ...Unbuilt }),
  /** `folder` is the run's own copy of the submission, so that it can be left out of reports. */
  z.strictObject({
    ...Stamp,
    kind: z.literal('started'),
    folder: z.string(),
    /** Whether its standard streams are a terminal: what comes there is told as its output. */
    terminal: z.literal(true).optional(),
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('listening'),
    port: z.int(),
    sockets: z.array(Listening),
    ...Over,
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('not-listening'),
    /** 0 when any port would do. */
    port: z.int(),
    sockets: z.array(Listening),
    ...Over,
    /** Where the program was to choose a port and say which: the ports that it said, and what it
     *  could have said. */
    announced: z.strictObject({ ports: z.array(z.int()), like: z.string() }).optional(),
    /** Absent where the program was proved to wait for good. */
    limitMs: z.number().optional(),
    /** Whether the machine was too busy to let the program run, so that nothing is decided. */
    overloaded: z.boolean(),
  }),
  ...outputEvents,
  z.strictObject({ ...Stamp, kind: z.literal('exited'), exit: Exit }),
  /** The program was ended, and is about to be started again; what follows is another life of it. */
  z.strictObject({ ...Stamp, kind: z.literal('restarted'), held: z.array(Held) }),
  /** `interrupts`: the calls of its threads that going on will end with EINTR. */
  z.strictObject({ ...Stamp, kind: z.literal('frozen'), interrupts: Calls }),
  z.strictObject({ ...Stamp, kind: z.literal('thawed') }),
  z.strictObject({ ...Stamp, kind: z.literal('signalled'), signal: z.string() }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('stdin'),
    data: BytesSchema,
    ended: z.boolean(),
  }),
  z.strictObject({ ...Stamp, kind: z.literal('step'), step: z.int() }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('step-ended'),
    step: z.int(),
    end: StepEnd,
    limitMs: z.number().optional(),
  }),
  /** A connection of the program, which no peer has taken yet. */
  z.strictObject({ ...Stamp, kind: z.literal('arrived') }),
  /** `to`: where to, when that is not 127.0.0.1. */
  z.strictObject({ ...OfPeer, kind: z.literal('connecting'), to: z.string().optional() }),
  z.strictObject({ ...OfPeer, kind: z.literal('connected') }),
  z.strictObject({ ...OfPeer, kind: z.literal('refused'), code: z.string() }),
  /** `fromPort`: the program's port, where the step asks for it. */
  z.strictObject({ ...OfPeer, kind: z.literal('accepted'), fromPort: z.int().optional() }),
  z.strictObject({
    ...OfPeer,
    kind: z.literal('sent'),
    /** What went out is in the step; how much of it these were. */
    bytes: z.int(),
    /** What went out, where a captured value is in it that the step does not say. */
    data: BytesSchema.optional(),
    /** Whether bytes of the same payload went out before these. */
    further: z.boolean(),
    /** Whether the program was seen to have read everything sent before these bytes. */
    apart: Certainty,
  }),
  z.strictObject({ ...OfPeer, kind: z.literal('received'), data: BytesSchema }),
  /** More came than is kept of a peer; told once. */
  z.strictObject({ ...OfPeer, kind: z.literal('received-capped'), bytesMax: z.number() }),
  ...datagramEvents,
  z.strictObject({ ...OfPeer, kind: z.literal('fin') }),
  z.strictObject({ ...OfPeer, kind: z.literal('reset') }),
  z.strictObject({
    ...OfPeer,
    kind: z.literal('closed'),
    how: z.enum(['half', 'fin', 'reset']),
  }),
  z.strictObject({
    ...OfPeer,
    kind: z.literal('observed'),
    step: z.int(),
    /** Whether the kernel knows the program's end of this peer's connection. */
    known: z.boolean(),
    /** Whether the program has accept()ed this peer's connection. */
    accepted: z.boolean(),
    /** Bytes of this peer that lie unread in the program's receive queue. */
    unreadBytes: z.int(),
    /** Whether the program still listens. */
    listening: z.boolean(),
    /** Connections that wait in the accept queue. */
    waitingConnections: z.int(),
    /** Whether the peer has ended its side and the program has not (CLOSE_WAIT). */
    halfClosed: z.boolean(),
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('blocked'),
    step: z.int(),
    /** Where the program's threads wait; none while they run, or when it has ended. */
    threads: z.array(Waiting),
    /** Since a step last did something to the program: its time on a processor, and its time
     *  without one although it was ready to run. */
    ranMs: z.number(),
    starvedMs: z.number(),
    elapsedMs: z.number(),
    /** Connections that were reset since the program started because they had unread bytes. */
    unreadResets: z.int(),
  }),
  z.strictObject({
    ...Stamp,
    kind: z.literal('resources'),
    step: z.int(),
    /** Descriptors of the program before the first peer came, and now. */
    socketsBefore: z.int(),
    sockets: z.int(),
    /** How many more of them serve nothing than before; of peers' sockets those known, and kept. */
    loose: z.int().optional(),
    known: z.int().optional(),
    kept: z.int().optional(),
    /** Peers that have come and gone. */
    peersGone: z.int(),
    /** Connections that their peers have ended and the program has not (CLOSE_WAIT). */
    halfClosed: z.int(),
  }),
  /** A file that a step asks for, as it was found then. */
  z.strictObject({
    ...Stamp,
    kind: z.literal('file'),
    step: z.int(),
    path: z.string(),
    content: FileContent,
    /** How the wait for it ended: `met` when it was right and nobody could write more to it. */
    wait: StepEnd.optional(),
  }),
  ...otherEvents,
  z.strictObject({ ...Stamp, kind: z.literal('fault'), message: z.string() }),
])
export type Event = z.output<typeof Event>

/** An event before its time is known; the recorder stamps it. */
export type Happening = Event extends infer E ? (E extends Event ? Omit<E, 'atMs'> : never) : never
