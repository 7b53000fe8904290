import PQueue from 'p-queue'
import { HarnessError } from '../lib/errors.ts'
import type { Duet, FromWorker, Job } from './protocol.ts'
import { openWorker, type Worker, type WorkerSetup } from './worker-client.ts'

/** Workers that take jobs from one queue. */
export type Pool = AsyncDisposable & {
  /**
   * Has a job done by the next free worker. A worker that dies is replaced, and its job is tried
   * once more; the second time the error is thrown.
   */
  run(job: Job | Duet, onMessage: (message: FromWorker) => void): Promise<FromWorker>
}

const triesMax = 2

/** A pool of at most `jobs` workers, each started when it is first needed. */
export function openPool(setup: Omit<WorkerSetup, 'number'>, jobs: number): Pool {
  const queue = new PQueue({ concurrency: jobs })
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
    run: (...call) => queue.add(() => retry(() => attempt(...call), triesMax)),
    async [Symbol.asyncDispose]() {
      closed = true
      await queue.onIdle()
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
