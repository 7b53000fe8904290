import { dirname, join } from 'node:path'
import { familyOf } from '../assignment/network.ts'
import { prepareTerminal } from '../lab/terminal.ts'
import { fillAddress, runCommand } from '../launch/command.ts'
import type { Program } from '../launch/program.ts'
import { startProgram } from '../launch/start.ts'
import type { TerminalMeans } from '../launch/terminal.ts'
import { putFile } from '../launch/workspace.ts'
import { HarnessError } from '../lib/errors.ts'
import type { Happening } from '../transcript/event.ts'
import { preloadIn, type Preload } from './preload.ts'
import type { Room } from './room.ts'
import type { Built, Site } from './site.ts'

/** Which run this is, on which port, and who hears of it. */
export type Run = {
  readonly name: string
  readonly port: number
  readonly record: (happening: Happening) => void
  /** A library that is put before the program's own. */
  readonly preload?: Preload | undefined
}

/** Starts a built submission in a room of its own, which goes when the program does. */
export async function launch(site: Site, built: Built, run: Run): Promise<Program> {
  await using stack = new AsyncDisposableStack()
  const room = stack.use(await takeRoom(site, built, run))
  const program = stack.use(await startIn(room, { site, built, run }))
  const owned = stack.move()
  return { ...program, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/**
 * A room in which what is put before a program's libraries is seen, and the file in which the
 * program finds its port is there.
 */
export async function takeRoom(site: Site, built: Built, run: Run): Promise<Room> {
  await using stack = new AsyncDisposableStack()
  const room = stack.use(await built.rooms.take(run.preload && preloadIn(site, run.preload).extra))
  const { port: rule } = built.program
  if (rule.given === 'file') {
    const told = { port: run.port, family: familyOf(site.assignment) }
    const file = join(room.folders.submission, dirname(built.entry), rule.name)
    await putFile(file, fillAddress(rule.text, told), site.user)
  }
  const owned = stack.move()
  return { ...room, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What is started: a run of a built submission. */
export type Start = { readonly site: Site; readonly built: Built; readonly run: Run }

/** Starts a built submission in a room that is there already, and stays when the program goes. */
export async function startIn(
  { folders, premises }: Pick<Room, 'folders' | 'premises'>,
  { site, built, run }: Start,
): Promise<Program> {
  const { world, limiter } = premises
  const mark = `${process.pid}-${run.name}`
  const command = runCommand(built.program, built.recipe, {
    ...premises,
    entry: join(folders.submission, built.entry),
    out: built.out,
    port: run.port,
    mark: world ? undefined : mark,
    family: familyOf(site.assignment),
    interpreter: built.interpreter,
  })
  const { environment } = preloadIn(site, run.preload)
  const terminal = built.program.streams === 'terminal' ? await terminalOf(site) : undefined
  const program = await startProgram({
    ...command,
    world,
    limiter,
    environment: { ...command.environment, ...environment },
    folder: join(folders.submission, dirname(built.entry)),
    pipesFolder: site.folder,
    mark,
    terminal,
    limits: site.config.limits,
    record: run.record,
  })
  if (built.program.port.given === 'stdin') program.write(Buffer.from(`${run.port}\n`), 'hold')
  built.rooms.ahead()
  return program
}

/** Where it cannot be had nobody loses a point: the fault is ours. */
async function terminalOf(site: Site): Promise<TerminalMeans> {
  const prepared = await prepareTerminal(site)
  if (prepared.kind === 'ready') return { keeper: prepared.keeper, user: site.user }
  throw new HarnessError(`programs cannot have a terminal here: ${prepared.because}`)
}
