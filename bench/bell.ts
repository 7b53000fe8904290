import { amounts } from './amounts.ts'

/** Wakes whoever waits for something, whenever anything has happened. */
export type Bell = {
  ring(): void
  /** Resolves when `look` is true; rejects when it takes too long. `what` is waited for. */
  until(look: () => boolean, what: string): Promise<void>
}

/** A bell that nobody waits for yet. */
export function hangBell(): Bell {
  const waiting = new Set<() => void>()
  return {
    ring() {
      for (const wake of waiting) wake()
    },
    async until(look, what) {
      if (look()) return
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const wake = () => {
        if (look()) resolve()
      }
      waiting.add(wake)
      const late = setTimeout(() => reject(new Error(`waited too long: ${what}`)), amounts.waitMs)
      await promise.finally(() => {
        clearTimeout(late)
        waiting.delete(wake)
      })
    },
  }
}
