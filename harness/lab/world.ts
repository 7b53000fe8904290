import { release } from 'node:os'
import { lifeOf, type Life } from '../kernel/life.ts'
import { childrenOf } from '../kernel/processes.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'
import type { CommandLine } from './enter.ts'
import { viewArguments, type FileView } from './file-view.ts'
import { limitArguments, type ProcessLimits } from './own-limits.ts'
import { endWorld, hold } from './world-holder.ts'
import { findWorldTools } from './world-tools.ts'

/**
 * Files, processes, users and limits of a program's own, in the worker's network. Disposing of it
 * ends whatever is left in it: its first process is process 1 of a process namespace.
 */
export type World = AsyncDisposable & {
  /** The process that is number 1 in it, as the worker sees it. */
  readonly init: Life
  /** The processes that hold the world, `init` among them; none is the program's. */
  readonly holders: readonly number[]
  /**
   * The command that starts `command` in it, as its user, without any rights and within limits. It
   * writes a byte on descriptor 3 just before `command` takes over: what ends without that byte was
   * never the program. It ends as `command` does, by the same code or signal. Where its streams are a
   * terminal, that is the one of its session.
   */
  enter(command: CommandLine, streams?: 'pipes' | 'terminal'): CommandLine
}

/** What a world is made of. */
export type WorldOptions = {
  readonly view: FileView
  /** The folder in which programs start, as they see it. */
  readonly cwd: string
  /** Where the worker is root: the user that programs are instead. Else they are the worker's own. */
  readonly user: number | undefined
  readonly limits: ProcessLimits
  /** The worker's own, of which nothing is seen inside. */
  readonly folder: string
  readonly signal: AbortSignal
}

/** Makes a world, and resolves when it is complete. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { view, user, cwd, folder, signal } = options
  const monitor = await hold([...worldArguments(view, user), '--chdir', cwd], folder)
  const [first] = childrenOf(monitor.pid)
  // It was ended as soon as it was complete; and 0 would mean ourselves (kill(2)).
  if (first === undefined) throw new HarnessError('the world for the program has ended')
  const init = lifeOf(first)
  if (signal.aborted) {
    await endWorld(monitor, init)
    throw new HarnessError('no world for the program: it was interrupted')
  }
  const entrances = {
    pipes: entranceOf(first, options, []),
    terminal: entranceOf(first, options, ['--ctty']),
  }
  return {
    init,
    holders: [monitor.pid, first, ...childrenOf(first)],
    enter: (command, streams = 'pipes') => [...entrances[streams], ...command],
    [Symbol.asyncDispose]: () => endWorld(monitor, init),
  }
}

/** What is put before a command so that it runs in the world, in a session of its own. */
function entranceOf(
  init: number,
  { user, limits }: WorldOptions,
  ofSession: readonly string[],
): readonly [file: string, ...args: string[]] {
  const tools = findWorldTools()
  return [
    tools.prlimit,
    ...limitArguments(countable(limits, user)),
    tools.nsenter,
    `--target=${init}`,
    ...joined,
    ...(user === undefined ? joinedUser : []),
    tools.setsid,
    ...ofSession,
    tools.setpriv,
    ...rights(user),
    '/bin/sh',
    '-c',
    announce,
    'sh',
  ]
}

const announce = 'echo >&3; exec 3>&-; exec "$@"'

/** The arguments with which bubblewrap makes a world. */
export function worldArguments(view: FileView, user: number | undefined): readonly string[] {
  return [...viewArguments(view), ...namespaces, ...(user === undefined ? ownUser : [])]
}

const namespaces = ['--unshare-pid', '--as-pid-1', '--unshare-ipc']
/** An ordinary user's worker is root in a namespace of its own; the program is not. */
const ownUser = [
  '--unshare-user',
  '--uid',
  String(bounds.programUser),
  '--gid',
  String(bounds.programUser),
]
const joined = ['--mount', '--ipc', '--pid', '--wd']
const joinedUser = ['--user', '--preserve-credentials']

/** The program has no right that its user has not, and cannot get one. */
function rights(user: number | undefined): readonly string[] {
  if (user === undefined) return ['--no-new-privs']
  const ids = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups']
  return ['--no-new-privs', ...ids, '--inh-caps=-all', '--bounding-set=-all']
}

/**
 * Before Linux 5.14 processes were counted for a user of the whole machine, not for each of its
 * namespaces (getrlimit(2), RLIMIT_NPROC): then only a user that is nobody else can be limited.
 */
function countable(limits: ProcessLimits, user: number | undefined): ProcessLimits {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  if (
    user !== undefined ||
    major > countedMajor ||
    (major === countedMajor && minor >= countedMinor)
  )
    return limits
  const { nproc: _, ...others } = limits
  return others
}

const countedMajor = 5
const countedMinor = 14
