import type { Exit } from '../transcript/event.ts'

/** What is known of the way a program died: by which signal, or of which exception. */
export type Crash = { readonly exit: Exit; readonly exception?: string }

/**
 * Whether a program ended by a fatal signal or an uncaught exception. Signals that the scenario
 * itself sent are no crash. Runtimes say on standard error what they did not catch: Python with a
 * traceback and code 1, Node with a stack and its version, Java with "Exception in thread".
 */
export function findCrash(
  exit: Exit,
  stderr: string,
  sentSignals: readonly string[],
): Crash | undefined {
  if (exit.kind === 'signal') return sentSignals.includes(exit.signal) ? undefined : { exit }
  const exception =
    pythonException(stderr, exit.code) ?? nodeException(stderr) ?? javaException(stderr)
  return exception === undefined ? undefined : { exit, exception }
}

function pythonException(stderr: string, code: number): string | undefined {
  const inThread = /^Exception in thread (?!")/m.test(stderr)
  if (code !== 1 && !inThread) return undefined
  if (!/^(?:Traceback \(most recent call last\):| {2}File ".*", line \d+)/m.test(stderr)) {
    return undefined
  }
  return lastMatch(stderr, /^[A-Za-z_][\w.]*(?::.*)?$/gm)
}

function nodeException(stderr: string): string | undefined {
  if (!/^Node\.js v\d+/m.test(stderr)) return undefined
  return lastMatch(stderr, /^(?:Uncaught )?[A-Z]\w*(?: \[\w+\])?: .*$/gm) ?? 'Error'
}

function javaException(stderr: string): string | undefined {
  return /^Exception in thread "[^"]*" (.*)$/m.exec(stderr)?.[1]
}

function lastMatch(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[0]
}
