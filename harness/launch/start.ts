import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Limits } from '../config/limits.ts'
import { isAlive } from '../kernel/processes.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { pollUntil } from '../lib/poll.ts'
import type { Exit, Happening } from '../transcript/event.ts'
import { endProcesses } from './end.ts'
import { freezeProcesses, thawProcesses } from './freeze.ts'
import { keepOutput } from './output.ts'
import { openPipes, type Pipes } from './pipes.ts'
import { processesOf, roots } from './processes.ts'
import type { Program } from './program.ts'
import { spawn, type Command, type Spawned } from './spawn.ts'

/** What is started, and who hears of it. */
export type StartOptions = Command & {
  /** Where pipes may be made; the same for several programs. */
  readonly pipesFolder: string
  /** Tells this run from every other one on the machine. */
  readonly mark: string
  readonly limits: Limits
  readonly record: (happening: Happening) => void
}

/**
 * Starts a program with real pipes as standard streams, its input held open and silent. Output and
 * exit go to `record` as they happen, the exit after all output.
 */
export async function startProgram(options: StartOptions): Promise<Program> {
  await using stack = new AsyncDisposableStack()
  const pipes = stack.use(await openPipes(options.pipesFolder))
  pipes.stdin.on('error', () => undefined)
  const spawned = await spawn(options, pipes)
  roots.add(spawned.pid)
  options.record({ kind: 'started', folder: options.cwd })
  const exit = watchExit(spawned, pipes, options)
  stack.adopt({ root: spawned.pid, mark: options.mark }, async (run) => {
    await endProcesses(run, options.limits.killMs)
    await exit.ended
    roots.delete(run.root)
  })
  return program({ spawned, pipes, exit, options, owned: stack.move() })
}

type Watched = { readonly ended: Promise<void>; now(): Exit | undefined }

/** The exit is told after all output, unless another process of the program still holds a pipe. */
function watchExit({ pid, ended }: Spawned, pipes: Pipes, options: StartOptions): Watched {
  let exit: Exit | undefined
  const keep = { bytesMax: options.limits.outputBytesMax, record: options.record }
  let open = 2
  for (const stream of [
    keepOutput(pipes.stdout, 'stdout', keep),
    keepOutput(pipes.stderr, 'stderr', keep),
  ]) {
    void stream.finally(() => {
      open -= 1
    })
  }
  const tell = async (how: Exit) => {
    const run = { root: pid, mark: options.mark }
    const bounds = { limitMs: options.limits.settleMs, signal: new AbortController().signal }
    await pollUntil(() => open === 0 || processesOf(run).length > 0, bounds)
    await nextTurn()
    exit = how
    options.record({ kind: 'exited', exit: how })
  }
  return { ended: ended.then(tell), now: () => exit }
}

type Parts = {
  readonly spawned: Spawned
  readonly pipes: Pipes
  readonly exit: Watched
  readonly options: StartOptions
  readonly owned: AsyncDisposableStack
}

function program({ spawned, pipes, exit, options, owned }: Parts): Program {
  const { record, limits } = options
  const run = { root: spawned.pid, mark: options.mark }
  return {
    exit: () => exit.now(),
    isRunning: () => isAlive(run.root),
    inputInFlight: () => pipes.stdin.writableEnded && !pipes.stdin.closed,
    processes: () => processesOf(run),
    write(data, then) {
      if (then === 'end') pipes.stdin.end(data)
      else pipes.stdin.write(data)
      record({ kind: 'stdin', data: encodeBytes(data), ended: then === 'end' })
    },
    signal(signal) {
      if (exit.now() === undefined) process.kill(run.root, signal)
      record({ kind: 'signalled', signal })
    },
    async freeze(signal) {
      await freezeProcesses(run, { limitMs: limits.freezeMs, signal })
      record({ kind: 'frozen' })
    },
    thaw() {
      thawProcesses(run)
      record({ kind: 'thawed' })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
