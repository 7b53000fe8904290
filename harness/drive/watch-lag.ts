import { bounds } from '../lib/bounds.ts'
import { after, nowMs } from '../lib/clock.ts'
import type { Happening } from '../transcript/event.ts'

/**
 * Writes down whenever the harness itself was kept from running for long: a program with timers may
 * then have waited in vain for an answer that a peer owed it. Disposing of it ends that.
 */
export function watchLag(record: (happening: Happening) => void): Disposable {
  let dueMs = 0
  let cancel: () => void = () => undefined
  const beat = () => {
    const lateMs = Math.round(nowMs() - dueMs)
    if (lateMs >= bounds.heldUpMsMin) record({ kind: 'held-up', lateMs })
    next()
  }
  const next = () => {
    dueMs = nowMs() + bounds.beatMs
    cancel = after(bounds.beatMs, beat)
  }
  next()
  return { [Symbol.dispose]: () => cancel() }
}
