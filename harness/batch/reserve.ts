import { openWorker, type Equipment, type Worker } from './worker-client.ts'

/** Workers that have nothing to do, of one batch or of several that run together. */
export type Reserve = AsyncDisposable & {
  /**
   * A worker that is set up with this: one that has nothing to do and whose network is the right
   * one, else a new one. To start one takes a second of a processor.
   */
  take(equipment: Equipment): Promise<Worker>
  /** Takes back one that is in order. */
  giveBack(worker: Worker): void
}

/** A reserve that is empty at first. Disposing of it ends the workers in it. */
export function openReserve(signal: AbortSignal): Reserve {
  const idle: Worker[] = []
  const leaving = new Set<Promise<void>>()
  let opened = 0
  const dismiss = (worker: Worker) => {
    const left = end(worker)
    leaving.add(left)
    void left.finally(() => leaving.delete(left))
  }
  const find = (equipment: Equipment) =>
    idle.findLast((worker) => worker.fits(equipment) === 'now') ??
    idle.findLast((worker) => worker.fits(equipment) === 'equipped')
  return {
    async take(equipment) {
      const known = find(equipment)
      if (!known) {
        // As many are at work as may be at a time: a new one takes the place of one in another network.
        const [other] = idle.splice(0, 1)
        if (other) dismiss(other)
        return openWorker({ ...equipment, signal, number: opened++ })
      }
      idle.splice(idle.indexOf(known), 1)
      try {
        await known.equip(equipment)
        return known
      } catch (error) {
        dismiss(known)
        throw error
      }
    },
    giveBack: (worker) => void idle.push(worker),
    async [Symbol.asyncDispose]() {
      for (const worker of idle.splice(0)) dismiss(worker)
      await Promise.all(leaving)
    },
  }
}

async function end(worker: Worker): Promise<void> {
  await worker[Symbol.asyncDispose]()
}
