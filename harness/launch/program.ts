import type { ProgramSignal } from '../assignment/step.ts'
import type { Exit } from '../transcript/event.ts'

/** A launched submission. Disposing of it ends every one of its processes and verifies that. */
export type Program = AsyncDisposable & {
  /** The folder in which it started, where this process sees it. */
  readonly folder: string
  /** How its first process ended, or undefined while it runs. */
  exit(): Exit | undefined
  /** Whether its first process still runs; its exit is told a moment after it has ended. */
  isRunning(): boolean
  /** Whether something that was written for it, or the end of that, has not reached its input. */
  inputInFlight(): boolean
  /** Its living processes, the first one first. */
  processes(): readonly number[]
  /** The same, and those that are on their way out and may be its own: they may yet wake it. */
  possible(): readonly number[]
  /** What it has written on its standard output and error so far, up to some bytes of each. */
  said(): readonly [stdout: Uint8Array, stderr: Uint8Array]
  /** Writes on its standard input and, when `end` is true, ends that. */
  write(data: Uint8Array, then: 'hold' | 'end'): void
  /** Sends a signal to its first process. */
  signal(signal: ProgramSignal): void
  /** Stops all its processes; resolves when each of them is seen stopped. */
  freeze(signal: AbortSignal, mayHideTimers: boolean): Promise<void>
  /** Lets all its processes go on. */
  thaw(): void
}
