import { HarnessError } from '../lib/errors.ts'
import type { Duet, FromWorker, Job } from './protocol.ts'
import { openReserve, type Reserve } from './reserve.ts'
import type { Slots } from './slots.ts'
import type { Equipment } from './worker-client.ts'

/** Workers of one assignment, for as many jobs at a time as there are slots. */
export type Pool = AsyncDisposable & {
  /**
   * Has a job done by the next free worker. A worker that dies is replaced, and its job is tried
   * once more; the second time the error is thrown.
   */
  run(job: Job | Duet, onMessage: (message: FromWorker) => void): Promise<FromWorker>
}

/** With what workers are set up, and where they come from: a reserve of this pool's own unless given. */
export type PoolOptions = Equipment & {
  readonly signal: AbortSignal
  readonly reserve?: Reserve | undefined
}

const triesMax = 2

/** A pool of workers, each taken when it is first needed. */
export function openPool(options: PoolOptions, slots: Slots): Pool {
  const { reserve: given, signal, ...equipment } = options
  const reserve = given ?? openReserve(signal)
  const pending = new Set<Promise<unknown>>()
  let closed = false
  const attempt = async (...call: Parameters<Pool['run']>): Promise<FromWorker> => {
    if (closed) throw new Error('the batch has ended')
    const worker = await reserve.take(equipment)
    try {
      const answer = await worker.run(...call)
      reserve.giveBack(worker)
      return answer
    } catch (error) {
      await worker[Symbol.asyncDispose]()
      throw error
    }
  }
  return {
    run(...call) {
      const answer = slots.take(() => retry(() => attempt(...call), triesMax))
      pending.add(answer)
      return answer.finally(() => pending.delete(answer))
    },
    async [Symbol.asyncDispose]() {
      closed = true
      await Promise.allSettled(pending)
      if (!given) await reserve[Symbol.asyncDispose]()
    },
  }
}

async function retry<T>(attempt: () => Promise<T>, tries: number): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (tries <= 1 || !(error instanceof HarnessError)) throw error
    return retry(attempt, tries - 1)
  }
}
