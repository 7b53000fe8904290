import { chownSync, closeSync, constants, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Duplex } from 'node:stream'
import { execa } from 'execa'
import { terminalMaker } from '../lab/terminal.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'
import { pollUntil } from '../lib/poll.ts'
import type { Pipes } from './pipes.ts'
import { setApart } from './processes.ts'

/** What a program's terminal is made with. */
export type TerminalMeans = {
  /** The program of ours that keeps it (`lab/terminal.c`). */
  readonly keeper: string
  /** To whom it is given, where that is not the harness's own user. */
  readonly user: number | undefined
}

/**
 * A terminal that is all three standard streams of a program, and lasts as long as that. What is typed
 * there and shown there goes through a process of ours, which ends with it. `root` is where
 * the program's files are seen: a world has terminals of its own.
 */
export async function openTerminal({ keeper, user }: TerminalMeans, root: string): Promise<Pipes> {
  await using stack = new AsyncDisposableStack()
  const kept = startKeeper(keeper, `${root}${terminalMaker}`)
  // It may be gone when it is asked for something.
  kept.stdio[3].on('error', () => undefined)
  stack.use(setApart(kept.pid!))
  stack.defer(async () => {
    kept.kill('SIGKILL')
    await kept
  })
  const number = await numberOf(kept)
  const path = `${root}${dirname(terminalMaker)}/pts/${number}`
  if (user !== undefined) chownSync(path, user, -1)
  const descriptor = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
  let held = true
  const endOutput = () => {
    if (held) closeSync(descriptor)
    held = false
  }
  stack.defer(endOutput)
  const owned = stack.move()
  return {
    child: [descriptor, descriptor, descriptor],
    stdin: kept.stdin,
    stdout: kept.stdout,
    stderr: undefined,
    // A program that closes all of its streams must not be hung up (SIGHUP): as long as we have the
    // terminal too it lasts, and may be opened again.
    releaseChild: () => undefined,
    endOutput,
    catchUp: () => catchUp(kept),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Where nobody listens on its descriptor 3 any more it ends. */
function startKeeper(keeper: string, maker: string) {
  return execa(keeper, ['keep', maker], {
    env: {},
    extendEnv: false,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
    cleanup: false,
    buffer: { stdout: false, fd3: false },
    reject: false,
  })
}

type Kept = ReturnType<typeof startKeeper>

/** It says which terminal it has got; else why there is none. */
async function numberOf(kept: Kept): Promise<number> {
  const late = AbortSignal.timeout(bounds.worldMs)
  const giveUp = () => void kept.kill('SIGKILL')
  late.addEventListener('abort', giveUp, { once: true })
  const said = Promise.withResolvers<string>()
  kept.stdio[3].once('data', (chunk: Buffer) => said.resolve(chunk.toString()))
  const failed = kept.then(({ stderr }) => {
    throw new HarnessError(`no terminal for the program: ${stderr.trim()}`)
  })
  // One that has said its number is kept as long as it is used.
  return Number(
    await Promise.race([said.promise, failed]).finally(() =>
      late.removeEventListener('abort', giveUp),
    ),
  )
}

/** The keeper answers when it has passed on what was written before it was asked; or it has ended. */
async function catchUp(kept: Kept): Promise<boolean> {
  // Node makes both ways of it (child_process, `stdio`); execa's types have one.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const line = kept.stdio[3] as Duplex
  let answered = line.closed || line.destroyed
  const answer = () => {
    answered = true
  }
  line.once('data', answer).once('close', answer)
  if (line.writable) line.write('?')
  const wait = { limitMs: bounds.worldMs, signal: new AbortController().signal }
  return (await pollUntil(() => answered, wait)) === 'met'
}
