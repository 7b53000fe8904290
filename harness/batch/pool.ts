import { HarnessError } from '../lib/errors.ts'
import type { Duet, FromWorker, Job } from './protocol.ts'
import type { Slots } from './slots.ts'
import { openWorker, type Worker, type WorkerSetup } from './worker-client.ts'

/** Workers of one assignment, for as many jobs at a time as there are slots. */
export type Pool = AsyncDisposable & {
  /**
   * Has a job done by the next free worker. A worker that dies is replaced, and its job is tried
   * once more; the second time the error is thrown.
   */
  run(job: Job | Duet, onMessage: (message: FromWorker) => void): Promise<FromWorker>
}

const triesMax = 2

/** A pool of workers, each started when it is first needed. */
export function openPool(setup: Omit<WorkerSetup, 'number'>, slots: Slots): Pool {
  const pending = new Set<Promise<unknown>>()
  const idle: Worker[] = []
  let closed = false
  let opened = 0
  const attempt = async (...call: Parameters<Pool['run']>): Promise<FromWorker> => {
    if (closed) throw new Error('the batch has ended')
    const worker = idle.pop() ?? (await openWorker({ ...setup, number: opened++ }))
    try {
      const answer = await worker.run(...call)
      idle.push(worker)
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
      await Promise.all(idle.map((worker) => worker[Symbol.asyncDispose]()))
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
