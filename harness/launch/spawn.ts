import { execa } from 'execa'
import { findExecutable } from '../lab/find-executable.ts'
import type { CommandLine } from '../lab/enter.ts'
import type { World } from '../lab/world.ts'
import { childrenOf } from '../kernel/processes.ts'
import { HarnessError } from '../lib/errors.ts'
import type { Exit } from '../transcript/event.ts'
import type { Pipes } from './pipes.ts'

/** The first process of a program, what started it in a world, and how it ends. */
export type Spawned = {
  readonly pid: number
  readonly launcher: number | undefined
  readonly ended: Promise<Exit>
}

/** What is run, where, and with which environment, all as the program sees it. */
export type Command = {
  readonly command: CommandLine
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  /** The world in which it runs, whose folder is then the one in which it starts. */
  readonly world?: World | undefined
  /** Put before the command where there is no world: it sets limits. */
  readonly limiter?: readonly string[]
  /** The program that makes its standard input the terminal of its session, where it is one. */
  readonly taker?: string | undefined
}

/** Starts a command in a session of its own, with these pipes. */
export async function spawn(what: Command, pipes: Pipes): Promise<Spawned> {
  return what.world ? spawnInside(what, what.world, pipes) : spawnHere(what, pipes)
}

async function spawnHere(what: Command, pipes: Pipes): Promise<Spawned> {
  const { command, limiter = [], taker, environment } = what
  const [file] = command
  // What sets the limits would report a program that is not there as if that had failed.
  if (findExecutable(file, environment['PATH'] ?? '') === undefined) throw notThere(file)
  const subprocess = start([...limiter, ...taking(taker), ...command], what, pipes)
  if (subprocess.pid !== undefined) {
    return { pid: subprocess.pid, launcher: undefined, ended: subprocess.then(exitOf) }
  }
  const { code } = await subprocess
  throw new HarnessError(`"${file}" could not be started (${code})`)
}

function taking(taker: string | undefined): readonly string[] {
  return taker === undefined ? [] : [taker, 'take']
}

function notThere(file: string): HarnessError {
  return new HarnessError(`"${file}" could not be started; is it on this machine?`)
}

/** The program is known to have begun when what leads to it says so. */
async function spawnInside(what: Command, world: World, pipes: Pipes): Promise<Spawned> {
  const { command, environment } = what
  const entries = Object.entries(environment)
  // What the loader would look for is seen inside only.
  const loader = entries.filter(([name]) => name.startsWith('LD_'))
  const others = Object.fromEntries(entries.filter((entry) => !loader.includes(entry)))
  const setting = loader.map(([name, value]) => `${name}=${value}`)
  const inner = world.enter(
    setting.length > 0 ? ['/usr/bin/env', ...setting, ...command] : command,
    what.taker === undefined ? 'pipes' : 'terminal',
  )
  const subprocess = start(inner, { ...what, environment: others, cwd: '/' }, pipes)
  const begun = Promise.withResolvers<boolean>()
  subprocess.stdio[3]?.once('data', () => begun.resolve(true))
  const ended = subprocess.then((result) => {
    begun.resolve(false)
    return result
  })
  if (!(await begun.promise)) {
    const { exitCode, signal, code } = await ended
    throw new HarnessError(`the program could not be started (${code ?? signal ?? exitCode})`)
  }
  const launcher = subprocess.pid!
  const [pid = launcher] = childrenOf(launcher)
  return { pid, launcher, ended: ended.then(exitOf) }
}

function start(command: readonly string[], what: Command, pipes: Pipes) {
  const [file = '', ...args] = command
  const subprocess = execa(file, args, {
    cwd: what.cwd,
    env: what.environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    // execa's types name the descriptors 3 to 9 only; it takes any.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    stdio: [...pipes.child, ...(what.world ? ['pipe'] : [])] as unknown as [3, 3, 3, 'pipe'],
    buffer: false,
    reject: false,
  })
  pipes.releaseChild()
  return subprocess
}

function exitOf(result: { readonly exitCode?: number; readonly signal?: string }): Exit {
  return result.signal === undefined
    ? { kind: 'code', code: result.exitCode ?? 0 }
    : { kind: 'signal', signal: result.signal }
}
