/**
 * Until when a call waits, as its arguments say it:
 * `never` – it has no limit; `within` – at most `ms` from its beginning; `stored` – the program's
 * memory has the limit, as a duration or as a moment of CLOCK_MONOTONIC; `unknown` – anything else.
 */
export type Timeout =
  | { readonly kind: 'never' }
  | { readonly kind: 'within'; readonly ms: number }
  | {
      readonly kind: 'stored'
      readonly address: bigint
      readonly layout: Layout
      readonly means: 'duration' | 'moment'
    }
  | { readonly kind: 'unknown' }

/** How a time lies in memory: seconds, then nanoseconds or microseconds (timespec(3), timeval(3)). */
export type Layout = 'timespec' | 'timeval'

/** Finds the limit among the six arguments of a call. */
export type TimeoutRule = (args: readonly bigint[]) => Timeout

const intBits = 32

/** The kernel shows registers; an int is in the lower half of one. */
export function toInt(register: bigint): number {
  return Number(BigInt.asIntN(intBits, register))
}

/** It has no limit. */
export const forEver: TimeoutRule = () => ({ kind: 'never' })

/** It may end by itself; its arguments do not say when. */
export const untold: TimeoutRule = () => ({ kind: 'unknown' })

/** An int of milliseconds; negative for ever. */
export const msAt =
  (place: number): TimeoutRule =>
  (args) => {
    const ms = toInt(args[place]!)
    return ms < 0 ? { kind: 'never' } : { kind: 'within', ms }
  }

/** The address of a duration, 0 for ever. */
export const timespecAt = (place: number) => durationAt(place, 'timespec')
/** The same in the older form. */
export const timevalAt = (place: number) => durationAt(place, 'timeval')

const durationAt =
  (place: number, layout: Layout): TimeoutRule =>
  (args) => {
    const address = args[place]!
    return address === 0n ? { kind: 'never' } : duration(address, layout)
  }

const duration = (address: bigint, layout: Layout = 'timespec'): Timeout => ({
  kind: 'stored',
  address,
  layout,
  means: 'duration',
})

const moment = (address: bigint): Timeout => ({
  kind: 'stored',
  address,
  layout: 'timespec',
  means: 'moment',
})

/** The address of a duration, which must be there (nanosleep(2)). */
export const sleepAt =
  (place: number): TimeoutRule =>
  (args) =>
    duration(args[place]!)

/** include/uapi/linux/time.h. */
const clocks = { realtime: 0, monotonic: 1 } as const satisfies Record<string, number>
const absoluteTime = 1

/**
 * clock_nanosleep(2). A duration passes by CLOCK_MONOTONIC also on CLOCK_REALTIME, which may be set
 * meanwhile (hrtimer_init_sleeper()); clocks of processor time stand still while a program sleeps.
 */
export const clockSleep: TimeoutRule = ([clock, flags, address]) => {
  const isMonotonic = toInt(clock!) === clocks.monotonic
  if ((toInt(flags!) & absoluteTime) !== 0) {
    return isMonotonic ? moment(address!) : { kind: 'unknown' }
  }
  return isMonotonic || toInt(clock!) === clocks.realtime ? duration(address!) : { kind: 'unknown' }
}

/** include/uapi/linux/futex.h. */
const futex = {
  wait: 0,
  waitBitset: 9,
  commandMask: 0x7f,
  realtimeFlag: 0x100,
} as const satisfies Record<string, number>

/**
 * futex(2). Only the two operations in which locks of C, Python and Java wait: FUTEX_WAIT for a
 * duration, FUTEX_WAIT_BITSET until a moment. Others give locks back and forth in the kernel.
 */
export const futexOperation: TimeoutRule = (args) => {
  const operation = toInt(args[1]!)
  const address = args[3]!
  const isRealtime = (operation & futex.realtimeFlag) !== 0
  switch (operation & futex.commandMask) {
    case futex.wait:
      return isRealtime ? { kind: 'unknown' } : timespecAt(3)(args)
    case futex.waitBitset:
      if (address === 0n) return { kind: 'never' }
      return isRealtime ? { kind: 'unknown' } : moment(address)
    default:
      return { kind: 'unknown' }
  }
}

/** futex_wait() of Linux 6.7 (kernel/futex/syscalls.c): a moment of the clock that it names. */
export const futexWait: TimeoutRule = (args) => {
  const [address, clock] = args.slice(4)
  if (address === 0n) return { kind: 'never' }
  return toInt(clock!) === clocks.monotonic ? moment(address!) : { kind: 'unknown' }
}

/** include/uapi/asm-generic/fcntl.h; both are the same on x86-64 and arm64. */
const lockCommands = { setLockWait: 7, openFileSetLockWait: 38 } as const satisfies Record<
  string,
  number
>

/** Whether fcntl(2) waits for a lock; no other command of it waits. */
export function isLockWait(args: readonly bigint[]): boolean {
  return Object.values(lockCommands).some((command) => command === toInt(args[1]!))
}
