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
  const leaving = openExit()
  const { dismiss } = leaving
  let opened = 0
  let closed = false
  const find = (equipment: Equipment) =>
    idle.findLast((worker) => worker.fits(equipment) === 'now') ??
    idle.findLast((worker) => worker.fits(equipment) === 'equipped')
  return {
    async take(equipment) {
      if (closed) throw new Error('the reserve of workers has been disposed of')
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
    giveBack(worker) {
      if (closed) dismiss(worker)
      else idle.push(worker)
    },
    async [Symbol.asyncDispose]() {
      closed = true
      for (const worker of idle.splice(0)) dismiss(worker)
      await leaving.over()
    },
  }
}

/** Workers on their way out; what goes wrong with one is told when all of them have gone. */
function openExit() {
  const leaving: Promise<void>[] = []
  return {
    dismiss(worker: Worker): void {
      const left = end(worker)
      left.catch(() => undefined)
      leaving.push(left)
    },
    async over(): Promise<void> {
      await Promise.all(leaving)
    },
  }
}

async function end(worker: Worker): Promise<void> {
  await worker[Symbol.asyncDispose]()
}
