import type { z } from 'zod'
import { atCallSite } from './call-site.ts'
import type { Matcher } from './matcher.ts'
import type { Payload } from './payload.ts'
import type { Faults } from './relay.ts'
import type { AssignmentInput, Check } from './schema.ts'
import type { StepInput } from './step.ts'

type PayloadInput = z.input<typeof Payload>
type MatcherInput = z.input<typeof Matcher>
type CheckInput = z.input<typeof Check>

/** The assignment as it was written, with completion; it is validated when it is loaded. */
export function defineAssignment<const T extends AssignmentInput>(assignment: T): T {
  return atCallSite(assignment, defineAssignment)
}

/** A graded behaviour: `check('greets', { points: 2, requirement, scenario: [...] })`. */
export function check(id: string, rest: Omit<CheckInput, 'id'>): CheckInput {
  return atCallSite({ id, ...rest }, check)
}

/** The peer connects to the server program. */
export function connect(peer: string): StepInput {
  return atCallSite({ kind: 'connect', peer }, connect)
}

/** Several peers connect at the same moment. */
export function connectTogether(...peers: string[]): StepInput {
  return atCallSite({ kind: 'connectTogether', peers }, connectTogether)
}

/** The harness listens where the client program will connect; before the program starts. */
export function listen(): StepInput {
  return atCallSite({ kind: 'listen' }, listen)
}

/**
 * The peer takes the client program's next connection, which must come from one of the ports of
 * `fromPort`, where that is given: the program has to bind() before it connects.
 */
export function accept(
  peer: string,
  options: { fromPort?: { from: number; to: number } } = {},
): StepInput {
  return atCallSite({ kind: 'accept', peer, ...options }, accept)
}

/** Nobody listens where the client program will connect. */
export function refuse(): StepInput {
  return atCallSite({ kind: 'refuse' }, refuse)
}

/** The peer sends bytes, delivered as the lens says. */
export function send(peer: string, data: PayloadInput): StepInput {
  return atCallSite({ kind: 'send', peer, data }, send)
}

/** The peer must receive this, next. Later steps find it under the name `as`: see `captured`. */
export function expect(
  peer: string,
  expected: MatcherInput,
  options: { as?: string } = {},
): StepInput {
  return atCallSite({ kind: 'expect', peer, expected, ...options }, expect)
}

/**
 * The peer opens a UDP socket. For a server program: on a port of its own, as a client does. For a
 * client program the first peer opens the port to which the program will send, before the program
 * starts; any other is a stranger on another port.
 */
export function open(peer: string): StepInput {
  return atCallSite({ kind: 'open', peer }, open)
}

/**
 * The peer sends one UDP datagram (an empty one too, and at most 65,507 bytes over IPv4): to a server
 * program where it listens, to a client program where its last datagram came from.
 */
export function sendDatagram(peer: string, data: PayloadInput): StepInput {
  return atCallSite({ kind: 'sendDatagram', peer, data }, sendDatagram)
}

/**
 * From here on what the peer and the program send each other goes through a relay with faults, by
 * the number of the datagram, counted from 1 in each direction:
 * `relay('ana', { toProgram: [drop(2)], fromProgram: [duplicate(1), hold(3), corrupt(4, 0)] })`.
 */
export function relay(
  peer: string,
  faults: { toProgram?: z.input<typeof Faults>; fromProgram?: z.input<typeof Faults> },
): StepInput {
  return atCallSite({ kind: 'relay', peer, ...faults }, relay)
}

/**
 * The peer must receive a datagram that is this, whole: the next one, or where `order` is `'any'` one
 * of those that no step has taken yet, because UDP promises no order. One of a server program must
 * come from the address and port that the peer asked, unless `from` is `'anywhere'`. For timers of a
 * protocol: it must not come earlier than `notBeforeMs` after the program's last datagram to this
 * peer, and is waited for `withinMs` instead of the usual limit; allow generously for both.
 */
export function expectDatagram(
  peer: string,
  expected: MatcherInput,
  options: {
    order?: 'next' | 'any'
    from?: 'asked' | 'anywhere'
    notBeforeMs?: number
    withinMs?: number
  } = {},
): StepInput {
  return atCallSite({ kind: 'expectDatagram', peer, expected, ...options }, expectDatagram)
}

/** The peer must receive nothing (more). Ask for a positive sign of life in the same scenario. */
export function expectSilence(peer: string): StepInput {
  return atCallSite({ kind: 'expectSilence', peer }, expectSilence)
}

/**
 * Proves that nothing more had come, for programs whose silence cannot be proved: the peer sends a
 * request, always in one piece, whose answer must be the very next thing that it receives.
 */
export function fence(peer: string, data: PayloadInput, expected: MatcherInput): StepInput {
  return atCallSite({ kind: 'fence', peer, data, expected }, fence)
}

/**
 * Proves that nothing more comes at all: the peer ends its side, and the program must end the
 * connection (FIN) without having sent anything more.
 */
export function drain(peer: string): StepInput {
  return atCallSite({ kind: 'drain', peer }, drain)
}

/**
 * The program must end the peer's connection: with FIN, or with a reset too where `how` is `'either'`. Bytes that
 * arrive before the end are a failure unless `before` is `'anything'`.
 */
export function expectClose(
  peer: string,
  options: { how?: 'fin' | 'either'; before?: 'nothing' | 'anything' } = {},
): StepInput {
  return atCallSite({ kind: 'expectClose', peer, ...options }, expectClose)
}

/** The peer sends FIN and goes on reading. */
export function halfClose(peer: string): StepInput {
  return atCallSite({ kind: 'halfClose', peer }, halfClose)
}

/** The peer closes its side (FIN). */
export function close(peer: string): StepInput {
  return atCallSite({ kind: 'close', peer }, close)
}

/** The peer resets the connection (RST). */
export function reset(peer: string): StepInput {
  return atCallSite({ kind: 'reset', peer }, reset)
}
