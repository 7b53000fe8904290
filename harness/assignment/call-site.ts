/** Where in an author's file something was written; lines and columns count from 1. */
export type Position = { readonly file: string; readonly line: number; readonly column: number }

const sites = new WeakMap<object, Position>()

/**
 * Remembers which line of the author's file called a builder, so that a mistake that is found later
 * can be shown where it was written. `builder` is the function to leave out of the stack.
 */
export function atCallSite<const T extends object>(
  value: T,
  builder: (...args: never[]) => unknown,
): T {
  const trace: { stack?: string } = {}
  Error.captureStackTrace(trace, builder)
  const caller = /(?:file:\/\/|\()?(\/[^\n]*?|[A-Za-z]:[^\n]*?):(\d+):(\d+)\)?/.exec(
    trace.stack?.split('\n')[1] ?? '',
  )
  if (caller) {
    sites.set(value, {
      file: decodeURI(caller[1]!),
      line: Number(caller[2]),
      column: Number(caller[3]),
    })
  }
  return value
}

/** Where a value that a builder made was written, if it was remembered. */
export function callSiteOf(value: unknown): Position | undefined {
  return typeof value === 'object' && value !== null ? sites.get(value) : undefined
}
