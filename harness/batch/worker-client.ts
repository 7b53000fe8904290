import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CodecFile } from '../assignment/load-codec.ts'
import type { Config } from '../config/schema.ts'
import type { LabLevel } from '../lab/probe.ts'
import { startWorker } from '../lab/start-worker.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'
import { nameWhileRemoved } from '../lib/worker-folder.ts'
import { privateNetworkFor } from './private-network.ts'
import { FromWorker, type Duet, type Job, type Setup } from './protocol.ts'

/** A worker process that does one job at a time. */
export type Worker = AsyncDisposable & {
  /** Sets it up for what it does next, where that is not what it is set up for; its network stays. */
  equip(setup: Equipment): Promise<void>
  /** Whether it is set up for this, and whether it could be: only its network never changes. */
  fits(setup: Equipment): 'now' | 'equipped' | 'never'
  /** Does a job; every message until the last one goes to `onMessage`, the last one is returned. */
  run(job: Job | Duet, onMessage: (message: FromWorker) => void): Promise<FromWorker>
}

/** What every worker of a batch is set up with. */
export type Equipment = {
  readonly level: LabLevel
  readonly config: Config
  readonly assignment: Setup['assignment']
  readonly assignmentHash: string
  readonly codecs: readonly CodecFile[]
}

type WorkerSetup = Equipment & {
  readonly signal: AbortSignal
  /** Tells workers that run at the same time apart. */
  readonly number: number
}

const script = new URL('../cli/worker.ts', import.meta.url)

/** Starts a worker, and resolves when it is ready for its first job. */
export async function openWorker(setup: WorkerSetup): Promise<Worker> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-'))
  stack.defer(() => removeFolder(folder))
  const network = privateNetworkFor(setup.assignment)
  const child = stack.use(startWorker(setup.level, { script, folder, network }))
  let onMessage: (message: FromWorker) => void = () => undefined
  child.onMessage((message) => onMessage(understand(message)))
  const exchange = async (message: Setup | Job | Duet, hear: typeof onMessage) => {
    setup.signal.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<FromWorker>()
    const interrupt = () => reject(new Error('interrupted'))
    setup.signal.addEventListener('abort', interrupt, { once: true })
    void child.ended.then((stderr) => reject(new HarnessError(lostMessage(stderr))))
    onMessage = (heard) => (isLast(heard) ? resolve(heard) : hear(heard))
    try {
      await child.send(message).catch(reject)
      return await promise
    } finally {
      setup.signal.removeEventListener('abort', interrupt)
    }
  }
  let known: Equipment | undefined
  const equip = async (equipment: Equipment) => {
    if (isSame(known, equipment)) return
    known = undefined
    const answer = await exchange(messageOf(equipment, { folder, ...setup }), () => undefined)
    if (answer.kind === 'failed') throw new HarnessError(answer.message)
    known = equipment
  }
  await equip(setup)
  const fits = (equipment: Equipment) => {
    if (isSame(known, equipment)) return 'now'
    const theirs = privateNetworkFor(equipment.assignment)
    return JSON.stringify(theirs) === JSON.stringify(network) ? 'equipped' : 'never'
  }
  const owned = stack.move()
  return { run: exchange, equip, fits, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What makes a difference to a worker; the same objects are handed on from job to job. */
function isSame(one: Equipment | undefined, other: Equipment): boolean {
  return (
    one?.assignment === other.assignment &&
    one.assignmentHash === other.assignmentHash &&
    one.config === other.config &&
    one.codecs === other.codecs
  )
}

function messageOf(
  { config, assignment, assignmentHash, codecs }: Equipment,
  place: Pick<WorkerSetup, 'level' | 'number'> & { readonly folder: string },
): Setup {
  return {
    kind: 'setup',
    assignment,
    assignmentHash,
    codecs: [...codecs],
    config,
    lab: place.level.kind,
    folder: place.folder,
    ...userOf(place),
  }
}

/**
 * Where the harness is root, programs in worlds of their own are somebody else, and those of each
 * worker another: the kernel counts the processes of a user.
 */
function userOf({ level, number }: Pick<WorkerSetup, 'level' | 'number'>): {
  readonly user?: number
} {
  if (level.kind !== 'lab' || process.getuid?.() !== 0) return {}
  const { programUserMin, programUsersCount } = bounds
  return { user: programUserMin + ((process.pid + number) % programUsersCount) }
}

/** The worker removes it itself, but has only a moment for that. */
async function removeFolder(folder: string): Promise<void> {
  for (const name of [folder, nameWhileRemoved(folder)]) {
    await rm(name, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** What a worker says in other words than ours ends its job as a failure. */
function understand(message: unknown): FromWorker {
  const parsed = FromWorker.safeParse(message)
  return parsed.success ? parsed.data : { kind: 'failed', message: parsed.error.message }
}

function isLast({ kind }: FromWorker): boolean {
  return kind !== 'progress' && kind !== 'port-wait'
}

function lostMessage(stderr: string): string {
  const last = stderr.trim().split('\n').at(-1) ?? ''
  return `the worker ended${last === '' ? '' : `: ${last}`}`
}
