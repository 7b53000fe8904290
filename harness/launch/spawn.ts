import { execa } from 'execa'
import { HarnessError } from '../lib/errors.ts'
import type { Exit } from '../transcript/event.ts'
import type { Pipes } from './pipes.ts'

/** The first process of a program, and how it ends. */
export type Spawned = { readonly pid: number; readonly ended: Promise<Exit> }

/** What is run, where, and with which environment. */
export type Command = {
  readonly command: readonly [file: string, ...args: string[]]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
}

/** Starts a command in a session of its own, with these pipes. */
export async function spawn(what: Command, pipes: Pipes): Promise<Spawned> {
  const [file, ...args] = what.command
  const subprocess = execa(file, args, {
    cwd: what.cwd,
    env: what.environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    // execa's types name the descriptors 3 to 9 only; it takes any.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    stdio: pipes.child as readonly [3, 3, 3],
    buffer: false,
    reject: false,
  })
  pipes.releaseChild()
  if (subprocess.pid !== undefined) return { pid: subprocess.pid, ended: subprocess.then(exitOf) }
  const { code } = await subprocess
  throw new HarnessError(`"${file}" could not be started (${code}); is it on this machine?`)
}

function exitOf(result: { readonly exitCode?: number; readonly signal?: string }): Exit {
  return result.signal === undefined
    ? { kind: 'code', code: result.exitCode ?? 0 }
    : { kind: 'signal', signal: result.signal }
}
