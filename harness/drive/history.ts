import { decodeBytes } from '../lib/bytes.ts'
import { after, nowMs } from '../lib/clock.ts'
import type { WaitBounds, WaitOutcome } from '../lib/poll.ts'
import type { Event, Happening } from '../transcript/event.ts'
import { openInbox } from './inbox.ts'

/** What happens in a trial, as it happens; waits are woken by it. */
export type History = {
  readonly events: readonly Event[]
  /** Everything that the program has written on one stream since it was started. */
  output(stream: 'stdout' | 'stderr'): Uint8Array
  /** Milliseconds since the trial began. */
  elapsedMs(): number
  record(happening: Happening): void
  /** Waits until `look` is true, looking again whenever something happened. */
  until(look: () => boolean, bounds: WaitBounds): Promise<WaitOutcome>
  /** Forgets what happened, for a trial that begins anew. */
  forget(): void
  /** From now on nothing is recorded: what follows is the harness's own clearing up. */
  seal(): void
}

/** An empty history whose clock starts now. */
export function openHistory(): History {
  const startMs = nowMs()
  const elapsedMs = () => Math.round((nowMs() - startMs) * microsPerMs) / microsPerMs
  const events: Event[] = []
  const sleepers = new Set<() => void>()
  let streams = openStreams()
  let sealed = false
  return {
    events,
    output: (stream) => streams[stream].bytes(),
    elapsedMs,
    record(happening) {
      if (sealed) return
      events.push({ ...happening, atMs: elapsedMs() })
      if (happening.kind === 'restarted') streams = openStreams()
      if (happening.kind === 'output') {
        streams[happening.stream].take(decodeBytes(happening.data))
      }
      for (const wake of sleepers) wake()
    },
    until: (look, bounds) => waitOn(sleepers, look, bounds),
    forget() {
      events.length = 0
    },
    seal() {
      sealed = true
    },
  }
}

function openStreams() {
  return { stdout: openInbox(Infinity), stderr: openInbox(Infinity) }
}

const microsPerMs = 1000

/** Sleeps until something happened that makes `look` true, or a bound is reached. */
function waitOn(
  sleepers: Set<() => void>,
  look: () => boolean,
  { limitMs, signal }: WaitBounds,
): Promise<WaitOutcome> {
  if (look()) return Promise.resolve('met')
  if (signal.aborted) return Promise.resolve('aborted')
  return new Promise((resolve) => {
    const end = (outcome: WaitOutcome) => {
      sleepers.delete(wake)
      cancel()
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    const wake = () => {
      if (look()) end('met')
    }
    const abort = () => end('aborted')
    const cancel = after(limitMs, () => end(look() ? 'met' : 'limit'))
    sleepers.add(wake)
    signal.addEventListener('abort', abort)
  })
}
