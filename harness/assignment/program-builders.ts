import type { z } from 'zod'
import { atCallSite } from './call-site.ts'
import type { Matcher } from './matcher.ts'
import type { Payload } from './payload.ts'
import type { ProgramSignal, StepInput } from './step.ts'

type PayloadInput = z.input<typeof Payload>
type MatcherInput = z.input<typeof Matcher>

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

/**
 * The program must have written a file that is this, byte for byte: `path` in the folder in which it
 * starts. It is looked at until it is so, or the program has ended, or waits for something for good.
 * A link does not count, nor what a link leads to.
 */
export function expectFile(path: string, data: PayloadInput): StepInput {
  return atCallSite({ kind: 'expectFile', path, data }, expectFile)
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
 * The program must end by itself, with `code` (any code unless said otherwise; `'failure'` is any
 * but 0), and not by a fatal
 * signal or an uncaught exception unless `crash` is `'allowed'`.
 */
export function expectExit(
  options: { code?: number | 'failure'; crash?: 'forbidden' | 'allowed' } = {},
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

/**
 * Starts one of the assignment's `others` beside the program that is judged. Steps are the order of
 * starting: a client is started where this step stands, and told where the server that is judged
 * listens; a server before the client that is judged, which starts when the server listens. `as` is
 * what this run is called in later steps, unless it is called as the program; so one program may run
 * several times. `stdin` is what it reads on its standard input, which ends after it; without it
 * that stays open and silent.
 */
export function startOther(
  program: string,
  options: { as?: string; stdin?: PayloadInput } = {},
): StepInput {
  return atCallSite({ kind: 'startOther', program, ...options }, startOther)
}

/** The other program must write this, on `stream` or, unless it is given, on one of the two. */
export function expectOtherOutput(
  other: string,
  expected: MatcherInput,
  options: { stream?: 'stdout' | 'stderr' } = {},
): StepInput {
  return atCallSite({ kind: 'expectOtherOutput', other, expected, ...options }, expectOtherOutput)
}

/** The other program must end by itself, with code 0 unless another one (or `'any'`, `'failure'`) is given. */
export function expectOtherExit(
  other: string,
  options: { code?: number | 'any' | 'failure' } = {},
): StepInput {
  return atCallSite({ kind: 'expectOtherExit', other, ...options }, expectOtherExit)
}
