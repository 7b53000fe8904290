import type { Limits } from '../config/limits.ts'
import { interruptible } from '../kernel/interrupts.ts'
import { lifeOf, lives, signalLife } from '../kernel/life.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { pollUntil } from '../lib/poll.ts'
import { readDry } from '../lib/read-dry.ts'
import type { Exit, Happening } from '../transcript/event.ts'
import { endProcesses, killAll } from './end.ts'
import { freezeProcesses, thawProcesses } from './freeze.ts'
import { keepOutput } from './output.ts'
import { openPipes, type Pipes } from './pipes.ts'
import { dismiss, enlist, processesOf, type Run } from './processes.ts'
import type { Program } from './program.ts'
import { keepSaid } from './said.ts'
import { spawn, type Command, type Spawned } from './spawn.ts'
import { openTerminal, type TerminalMeans } from './terminal.ts'
import { watchUse } from './watch-use.ts'

/** What is started, and who hears of it. */
export type StartOptions = Command & {
  /** The folder in which it starts, where this process sees it; `cwd` unless a world hides it. */
  readonly folder?: string
  /** Where pipes may be made; the same for several programs. */
  readonly pipesFolder: string
  /** Tells this run from every other one on the machine. */
  readonly mark: string
  /** With what its streams are made a terminal; they are pipes without it. */
  readonly terminal?: TerminalMeans | undefined
  readonly limits: Limits
  readonly record: (happening: Happening) => void
}

/**
 * Starts a program with real pipes or a terminal as standard streams, its input held open and silent.
 * Output and exit go to `record` as they happen, the exit after all output.
 */
export async function startProgram(options: StartOptions): Promise<Program> {
  await using stack = new AsyncDisposableStack()
  const { terminal } = options
  const pipes = stack.use(await openStreams(options))
  pipes.stdin.on('error', () => undefined)
  const spawned = await spawn({ ...options, taker: terminal?.keeper }, pipes)
  const run = runOf(spawned, options)
  enlist(run)
  const told = terminal ? { terminal: true as const } : {}
  options.record({ kind: 'started', folder: options.cwd, ...told })
  const said = keepSaid()
  const exit = watchExit(run, { spawned, pipes, options, hear: said.hear })
  stack.defer(async () => {
    await endProcesses(run, options.limits.killMs)
    await exit.ended
    dismiss(run)
  })
  stack.use(watchUse(run, options))
  return program({ run, pipes, exit, options, said: said.said, owned: stack.move() })
}

function openStreams({ terminal, world, pipesFolder }: StartOptions): Promise<Pipes> {
  if (!terminal) return openPipes(pipesFolder)
  return openTerminal(terminal, world ? `/proc/${world.init.pid}/root` : '')
}

function runOf({ pid, launcher }: Spawned, { mark, world }: StartOptions): Run {
  if (!world || launcher === undefined) return { root: lifeOf(pid), mark }
  const { init, holders } = world
  return { root: lifeOf(pid), mark, world: { init, holders, launcher: lifeOf(launcher) } }
}

type Watched = { readonly ended: Promise<void>; now(): Exit | undefined }

type Watching = {
  readonly hear: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void
  readonly spawned: Spawned
  readonly pipes: Pipes
  readonly options: StartOptions
}

/** The exit is told after all output, unless another process of the program still holds a pipe. */
function watchExit(run: Run, { spawned, pipes, options, hear }: Watching): Watched {
  let exit: Exit | undefined
  const { limits, record } = options
  const keep = { limits, record, hear, onFlood: () => killAll(run) }
  let open = 0
  for (const stream of ['stdout', 'stderr'] as const) {
    const source = pipes[stream]
    if (!source) continue
    open += 1
    void keepOutput(source, stream, keep).finally(() => {
      open -= 1
    })
  }
  const tell = async (how: Exit) => {
    const bounds = { limitMs: limits.settleMs, signal: new AbortController().signal }
    const isOver = () => {
      if (processesOf(run, 'possible').length > 0) return true
      pipes.endOutput()
      return open === 0
    }
    await pollUntil(isOver, bounds)
    if (open > 0 && !(await pipes.catchUp())) record({ kind: 'fault', message: unread })
    await readDry()
    exit = how
    record({ kind: 'exited', exit: how })
  }
  return { ended: spawned.ended.then(tell), now: () => exit }
}

const unread = 'the terminal of the program could not be read to its end'

type Parts = {
  readonly run: Run
  readonly pipes: Pipes
  readonly exit: Watched
  readonly options: StartOptions
  readonly said: Program['said']
  readonly owned: AsyncDisposableStack
}

function program({ run, pipes, exit, options, said, owned }: Parts): Program {
  const { record, limits, cwd, folder = cwd } = options
  return {
    folder,
    said,
    exit: () => exit.now(),
    isRunning: () => lives(run.root),
    inputInFlight: () => pipes.stdin.writableEnded && !pipes.stdin.closed,
    processes: () => processesOf(run, 'own'),
    possible: () => processesOf(run, 'possible'),
    write(data, then) {
      if (then === 'end') pipes.stdin.end(data)
      else pipes.stdin.write(data)
      record({ kind: 'stdin', data: encodeBytes(data), ended: then === 'end' })
    },
    signal(signal) {
      if (exit.now() === undefined) signalLife(run.root, signal)
      record({ kind: 'signalled', signal })
    },
    async freeze(signal, mayHideTimers) {
      const look = () => interruptible(processesOf(run, 'own'), mayHideTimers)
      const before = look()
      await freezeProcesses(run, { limitMs: limits.freezeMs, signal })
      const interrupts = [...new Map([...before, ...look()]).values()]
      record({ kind: 'frozen', ...(interrupts.length > 0 && { interrupts }) })
    },
    thaw() {
      thawProcesses(run)
      record({ kind: 'thawed' })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
