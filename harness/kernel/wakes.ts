import type { Layout, Timeout } from './timeout.ts'

/**
 * Whether a wait ends by itself: never; within `ms` of its beginning; at a moment, in milliseconds
 * of CLOCK_MONOTONIC (monotonicMs() tells the present one); or nobody can tell.
 */
export type Wakes =
  | { readonly kind: 'never' }
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'at'; readonly monotonicMs: number }
  | { readonly kind: 'unknown' }

/** `size` bytes of the waiting program's memory; undefined where they cannot be had. */
export type ReadTime = (address: bigint, size: number) => Uint8Array | undefined

/** Fetches a time that is in the program's memory. What does not fit a time is unknown. */
export function wakesOf(timeout: Timeout, readTime: ReadTime): Wakes {
  if (timeout.kind !== 'stored') return timeout
  const ms = toMs(readTime(timeout.address, timeBytes), timeout.layout)
  if (ms === undefined) return { kind: 'unknown' }
  return timeout.means === 'moment' ? { kind: 'at', monotonicMs: ms } : { kind: 'within', ms }
}

/** Two numbers of 8 bytes, on every processor of 64 bits. */
const timeBytes = 16
const fractionAt = 8

function toMs(bytes: Uint8Array | undefined, layout: Layout): number | undefined {
  if (bytes?.length !== timeBytes) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const seconds = Number(view.getBigInt64(0, true))
  const fraction = Number(view.getBigInt64(fractionAt, true))
  const fits = isUpTo(secondsMax, seconds) && isUpTo(fractionMax, fraction)
  return fits ? seconds * msPerSecond + fraction / fractionsPerMs[layout] : undefined
}

function isUpTo(most: number, value: number): boolean {
  return value >= 0 && value <= most
}

const msPerSecond = 1000
const fractionsPerMs = { timespec: 1_000_000, timeval: 1000 } as const satisfies Record<
  Layout,
  number
>
/** The kernel refuses more nanoseconds (timespec64_valid()), and takes more than 10⁶ microseconds. */
const fractionMax = msPerSecond * fractionsPerMs.timespec - 1
/** So that milliseconds remain exact. */
const secondsMax = Number.MAX_SAFE_INTEGER / msPerSecond - 1
