import type { z } from 'zod'
import { atCallSite } from './call-site.ts'
import type { Matcher } from './matcher.ts'
import type { Payload } from './payload.ts'
import type { AssignmentInput, Check } from './schema.ts'
import type { ProgramSignal, StepInput } from './step.ts'

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

/** The peer must receive this, next. */
export function expect(peer: string, expected: MatcherInput): StepInput {
  return atCallSite({ kind: 'expect', peer, expected }, expect)
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

/** Writes on the program's standard input, and ends it when `then` is `'end'`. */
export function stdin(data: PayloadInput, then: 'hold' | 'end' = 'hold'): StepInput {
  return atCallSite({ kind: 'stdin', data, then }, stdin)
}

/** The program's standard output must have this. */
export function expectStdout(expected: MatcherInput): StepInput {
  return atCallSite({ kind: 'expectOutput', stream: 'stdout', expected }, expectStdout)
}

/** The program's standard error must have this. */
export function expectStderr(expected: MatcherInput): StepInput {
  return atCallSite({ kind: 'expectOutput', stream: 'stderr', expected }, expectStderr)
}

/** One of the program's two output streams must have this. */
export function expectOutput(expected: MatcherInput): StepInput {
  return atCallSite({ kind: 'expectOutput', stream: 'either', expected }, expectOutput)
}

/** Sends a signal to the program. */
export function signal(name: ProgramSignal): StepInput {
  return atCallSite({ kind: 'signal', signal: name }, signal)
}

/** Stops every process of the program (SIGSTOP), so that several moves are seen at once. */
export function freeze(): StepInput {
  return atCallSite({ kind: 'freeze' }, freeze)
}

/** Lets a frozen program go on (SIGCONT). */
export function thaw(): StepInput {
  return atCallSite({ kind: 'thaw' }, thaw)
}

/**
 * The program must end by itself, with `code` (any code unless said otherwise), and not by a fatal
 * signal or an uncaught exception unless `crash` is `'allowed'`.
 */
export function expectExit(
  options: { code?: number; crash?: 'forbidden' | 'allowed' } = {},
): StepInput {
  return atCallSite({ kind: 'expectExit', ...options }, expectExit)
}

/**
 * The program must have closed the socket of every peer that has come and gone in this scenario:
 * it has fewer sockets more than before the first one came than there were peers.
 */
export function expectNoLeak(): StepInput {
  return atCallSite({ kind: 'expectNoLeak' }, expectNoLeak)
}

/**
 * Ends every process of the server program (SIGKILL) and starts it again at once, in the same folder
 * and on the same port; it must listen again. Peers keep their names, and see their connections end.
 *
 * It is how a missing SO_REUSEADDR shows: the kernel keeps the program's ends of connections that
 * are still open on our side (FIN_WAIT2), and bind() fails while they have its port (socket(7)). So
 * let a peer connect and be answered before, and leave it open: no `close`, no `reset`. A program that
 * dies with unread bytes, or is reset, leaves nothing behind, and passes whatever it does.
 * Where it is only asked that the program comes back, say `timeWait: 'dropped'` of the check: then
 * nothing stays, and every server gets its port.
 */
export function restart(): StepInput {
  return atCallSite({ kind: 'restart' }, restart)
}
