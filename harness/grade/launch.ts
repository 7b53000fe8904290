import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { familyOf } from '../assignment/network.ts'
import { runCommand } from '../launch/command.ts'
import type { Program } from '../launch/program.ts'
import { startProgram } from '../launch/start.ts'
import { copySubmission, type Workspace } from '../launch/workspace.ts'
import type { Happening } from '../transcript/event.ts'
import type { Built, Site } from './site.ts'

/** Which run this is, on which port, and who hears of it. */
export type Run = {
  readonly name: string
  readonly port: number
  readonly record: (happening: Happening) => void
  /** A copy of the files that is there already, and stays when the program goes. */
  readonly workspace?: Workspace
  /** Added to the program's environment. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts a built submission in a fresh copy of its files; the copy goes when the program does. */
export async function launch(site: Site, built: Built, run: Run): Promise<Program> {
  await using stack = new AsyncDisposableStack()
  const folder = join(site.folder, run.name)
  const copy = run.workspace ?? stack.use(await copySubmission(built.source, join(folder, 'work')))
  const scratch = join(folder, 'scratch')
  await mkdir(scratch, { recursive: true })
  const entry = join(copy.folder, built.entry)
  const mark = `${process.pid}-${run.name}`
  const command = runCommand(built.program, built.recipe, {
    entry,
    out: built.out,
    cwd: dirname(entry),
    scratch,
    port: run.port,
    mark,
    family: familyOf(site.assignment),
    interpreter: built.interpreter,
  })
  const { limits } = site.config
  const environment = { ...command.environment, ...run.environment }
  const options = {
    ...command,
    environment,
    pipesFolder: site.folder,
    mark,
    limits,
    record: run.record,
  }
  const program = stack.use(await startProgram(options))
  const owned = stack.move()
  return { ...program, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
