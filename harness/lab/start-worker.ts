import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { bounds } from '../lib/bounds.ts'
import { hasPrivateNetwork } from '../lib/lab-kind.ts'
import { inPrivateNetwork, type CommandLine } from './enter.ts'
import type { PrivateNetwork } from './private-network.ts'
import type { LabLevel } from './probe.ts'

/** A running worker process. Disposing of it ends the worker and everything in its network. */
export type WorkerProcess = AsyncDisposable & {
  send(message: object): Promise<void>
  onMessage(listener: (message: unknown) => void): void
  /** Resolves when the process has ended, with the end of what it wrote on standard error. */
  readonly ended: Promise<string>
}

type WorkerPlace = {
  readonly script: URL
  readonly folder: string
  readonly network?: PrivateNetwork
}

/**
 * Starts the worker script, in a private network where the level says so. `folder` is the worker's
 * own; it outlives the worker.
 */
export function startWorker(
  level: LabLevel,
  { script, folder, network }: WorkerPlace,
): WorkerProcess {
  const inner: CommandLine = [process.execPath, fileURLToPath(script), folder]
  const [file, ...args] = hasPrivateNetwork(level.kind)
    ? inPrivateNetwork(inner, folder, network)
    : inner
  const subprocess = execa(file, args, {
    ipc: true,
    serialization: 'advanced',
    stdin: 'ignore',
    stdout: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
    forceKillAfterDelay: bounds.workerEndMs,
  })
  const channel = subprocess.nodeChildProcess
  const ended = subprocess.then(({ stderr }) => stderr)
  return {
    ended,
    onMessage: (listener) => void channel.on('message', listener),
    send: (message) =>
      new Promise((resolve, reject) => {
        channel.send(message, (error) => (error ? reject(error) : resolve()))
      }),
    async [Symbol.asyncDispose]() {
      if (channel.connected) channel.disconnect()
      const late = AbortSignal.timeout(bounds.workerEndMs)
      late.addEventListener('abort', () => void subprocess.kill('SIGKILL'), { once: true })
      await ended
    },
  }
}
