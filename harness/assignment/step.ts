import { z } from 'zod'
import { FilePath } from './files.ts'
import { namesUsedIn } from './captured.ts'
import { Matcher } from './matcher.ts'
import { Name } from './name.ts'
import { Payload } from './payload.ts'
import { Ports } from './port.ts'
import { relayed } from './relay.ts'

/** A peer is a client or a server that the harness plays, such as `ana`. */
const Peer = Name
const peersMax = 1000
const waitMsMax = 60_000
const Milliseconds = z.int().min(1).max(waitMsMax)

/** The signals that a scenario may send to the program. */
export const ProgramSignal = z.enum(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'])
export type ProgramSignal = z.output<typeof ProgramSignal>

/**
 * One step of a scenario, by its `kind`:
 * - client peers: `connect`, `connectTogether`;
 * - server peers, for client programs: `listen`, `accept`, `refuse`;
 * - peers of UDP programs, which have no connections: `open`, `relay`, `sendDatagram`,
 *   `expectDatagram`, and `expectSilence`;
 * - any other peer: `send`, `expect`, `expectSilence`, `expectClose`, `halfClose`, `close`, `reset`,
 *   `fence`, `drain`;
 * - the program: `stdin`, `expectOutput`, `expectFile`, `signal`, `freeze`, `thaw`, `expectExit`,
 *   `expectNoLeak`, `restart` (servers only);
 * - another program: `startOther`, `expectOtherOutput`, `expectOtherExit`.
 */
export const Step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connect'), peer: Peer }),
  z.strictObject({
    kind: z.literal('connectTogether'),
    peers: z.array(Peer).min(2).max(peersMax),
  }),
  z.strictObject({ kind: z.literal('listen') }),
  z.strictObject({ kind: z.literal('accept'), peer: Peer, fromPort: Ports.optional() }),
  z.strictObject({ kind: z.literal('refuse') }),
  z.strictObject({ kind: z.literal('send'), peer: Peer, data: Payload }),
  z.strictObject({
    kind: z.literal('expect'),
    peer: Peer,
    expected: Matcher,
    /** The name under which later steps find what fulfilled it. */
    as: Name.optional(),
  }),
  z.strictObject({ kind: z.literal('expectSilence'), peer: Peer }),
  z.strictObject({ kind: z.literal('open'), peer: Peer }),
  z.strictObject({ kind: z.literal('relay'), peer: Peer, ...relayed }),
  z.strictObject({ kind: z.literal('sendDatagram'), peer: Peer, data: Payload }),
  z.strictObject({
    kind: z.literal('expectDatagram'),
    peer: Peer,
    expected: Matcher,
    /** Whether it must be the next one that came, or any that no step has taken yet. */
    order: z.enum(['next', 'any']).default('next'),
    /** Whether one of a server must come from the address and port that the peer asked. */
    from: z.enum(['asked', 'anywhere']).default('asked'),
    /** How long after the program's last datagram to this peer it may come at the earliest. */
    notBeforeMs: Milliseconds.optional(),
    /** How long it is waited for, instead of the usual limit. */
    withinMs: Milliseconds.optional(),
  }),
  z.strictObject({
    kind: z.literal('expectClose'),
    peer: Peer,
    how: z.enum(['fin', 'either']).default('fin'),
    before: z.enum(['nothing', 'anything']).default('nothing'),
  }),
  z.strictObject({ kind: z.literal('fence'), peer: Peer, data: Payload, expected: Matcher }),
  z.strictObject({ kind: z.literal('drain'), peer: Peer }),
  z.strictObject({ kind: z.literal('halfClose'), peer: Peer }),
  z.strictObject({ kind: z.literal('close'), peer: Peer }),
  z.strictObject({ kind: z.literal('reset'), peer: Peer }),
  z.strictObject({
    kind: z.literal('stdin'),
    data: Payload,
    then: z.enum(['hold', 'end']).default('hold'),
  }),
  z.strictObject({
    kind: z.literal('expectOutput'),
    stream: z.enum(['stdout', 'stderr', 'either']).default('either'),
    expected: Matcher,
  }),
  z.strictObject({ kind: z.literal('expectFile'), path: FilePath, data: Payload }),
  z.strictObject({ kind: z.literal('signal'), signal: ProgramSignal }),
  z.strictObject({ kind: z.literal('freeze') }),
  z.strictObject({ kind: z.literal('thaw') }),
  z.strictObject({
    kind: z.literal('expectExit'),
    code: z.union([z.int().min(0).max(255), z.enum(['any', 'failure'])]).default('any'),
    crash: z.enum(['forbidden', 'allowed']).default('forbidden'),
  }),
  z.strictObject({ kind: z.literal('expectNoLeak') }),
  z.strictObject({ kind: z.literal('restart') }),
  z.strictObject({
    kind: z.literal('startOther'),
    /** Which of the assignment's `others`. */
    program: Name,
    /** What this run of it is called; unless it is given, as the program. */
    as: Name.optional(),
    /** What it reads on its standard input, which ends after it; else that stays open. */
    stdin: Payload.optional(),
  }),
  z.strictObject({
    kind: z.literal('expectOtherOutput'),
    other: Name,
    stream: z.enum(['stdout', 'stderr', 'either']).default('either'),
    expected: Matcher,
  }),
  z.strictObject({
    kind: z.literal('expectOtherExit'),
    other: Name,
    code: z.union([z.int().min(0).max(255), z.enum(['any', 'failure'])]).default(0),
  }),
])
export type Step = z.output<typeof Step>
export type StepInput = z.input<typeof Step>

/** A step of a peer that has no connection. */
export type DatagramStep = Extract<
  Step,
  { readonly kind: 'open' | 'relay' | 'sendDatagram' | 'expectDatagram' }
>

/** A step of another program than the one that is judged. */
export type StepOfOther = Extract<
  Step,
  { readonly kind: 'startOther' | 'expectOtherOutput' | 'expectOtherExit' }
>

/** Any step that is neither. */
export type OtherStep = Exclude<Step, DatagramStep | StepOfOther>

/** Whether a step is one of datagrams alone. */
export function isDatagramStep(step: Step): step is DatagramStep {
  return ofDatagrams.has(step.kind)
}

/** Whether a step is one of another program. */
export function isStepOfOther(step: Step): step is StepOfOther {
  return ofOthers.has(step.kind)
}

/** What a run of another program is called. */
export function runOf({ program, as }: Extract<Step, { kind: 'startOther' }>): string {
  return as ?? program
}

const ofOthers: ReadonlySet<Step['kind']> = new Set([
  'startOther',
  'expectOtherOutput',
  'expectOtherExit',
])

const ofDatagrams: ReadonlySet<Step['kind']> = new Set([
  'open',
  'relay',
  'sendDatagram',
  'expectDatagram',
])

/** What a step sends, or undefined when it sends nothing. */
export function payloadOf(step: Step): Payload | undefined {
  return step.kind === 'send' || step.kind === 'fence' ? step.data : undefined
}

/** Whether a step uses what an earlier one captures, which nobody knows before it is played. */
export function isOpen(step: Step): boolean {
  const known = openness.get(step) ?? namesUsedIn(step).length > 0
  openness.set(step, known)
  return known
}

const openness = new WeakMap<Step, boolean>()

/** The peer names that a step uses. */
export function peersOf(step: Step): readonly string[] {
  if ('peers' in step) return step.peers
  return 'peer' in step ? [step.peer] : []
}
