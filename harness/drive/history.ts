import { nowMs, pause } from '../lib/clock.ts'
import type { WaitBounds, WaitOutcome } from '../lib/poll.ts'
import type { Event, Happening } from '../transcript/event.ts'

/** What happens in a trial, as it happens; waits are woken by it. */
export type History = {
  readonly events: readonly Event[]
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
  let sealed = false
  return {
    events,
    elapsedMs,
    record(happening) {
      if (sealed) return
      events.push({ ...happening, atMs: elapsedMs() })
      for (const wake of sleepers) wake()
    },
    async until(look, { limitMs, signal }) {
      const limit = new AbortController()
      const either = AbortSignal.any([signal, limit.signal])
      let outcome: WaitOutcome | undefined
      const wake = () => {
        if (look()) outcome = 'met'
        else if (signal.aborted) outcome = 'aborted'
        if (outcome !== undefined) limit.abort()
      }
      sleepers.add(wake)
      wake()
      if (outcome === undefined) await pause(limitMs, either)
      sleepers.delete(wake)
      if (outcome === undefined) wake()
      return outcome ?? 'limit'
    },
    forget() {
      events.length = 0
    },
    seal() {
      sealed = true
    },
  }
}

const microsPerMs = 1000
