/** Milliseconds of a clock that never goes back; only differences mean anything. */
export function nowMs(): number {
  return performance.now()
}

/**
 * Milliseconds of the clock that programs name CLOCK_MONOTONIC (clock_gettime(2)); what they wait
 * for by it can be compared.
 */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / nsPerMs
}

const nsPerMs = 1_000_000

/** The moment of day as ISO 8601, for `…At` fields of reports. */
export function timeOfDay(): string {
  return new Date().toISOString()
}

/** Calls `then` after `ms`, unless what it returns is called before. */
export function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

/** Resolves after `ms`, or at once when `signal` aborts; never rejects. Bounds or paces, never decides. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const cancel = after(ms, done)
    signal?.addEventListener('abort', done)
  })
}
