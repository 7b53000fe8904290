import { dirname, join } from 'node:path'
import { familyOf } from '../assignment/network.ts'
import type { RunFolders } from '../lab/file-view.ts'
import { fillAddress, runCommand } from '../launch/command.ts'
import type { Program } from '../launch/program.ts'
import { makeRunFolders, type OwnFolders } from '../launch/run-folders.ts'
import { startProgram } from '../launch/start.ts'
import type { Happening } from '../transcript/event.ts'
import { openPremises } from './premises.ts'
import { preloadIn, type Preload } from './preload.ts'
import type { Built, Site } from './site.ts'

/** Which run this is, on which port, and who hears of it. */
export type Run = {
  readonly name: string
  readonly port: number
  readonly record: (happening: Happening) => void
  /** A copy of the files and what belongs to it, which is there already and stays when the program goes. */
  readonly folders?: RunFolders
  /** A library that is put before the program's own. */
  readonly preload?: Preload | undefined
}

/**
 * Starts a built submission in a fresh copy of its files, and in a world of its own where the lab
 * has such; both go when the program does.
 */
export async function launch(site: Site, built: Built, run: Run): Promise<Program> {
  await using stack = new AsyncDisposableStack()
  const folders = run.folders ?? stack.use(await foldersOf(site, built, run))
  const entry = join(folders.submission, built.entry)
  const { extra, environment } = preloadIn(site, run.preload)
  const premises = stack.use(await openPremises(site, built, { folders, entry, extra }))
  const { world, limiter } = premises
  const mark = `${process.pid}-${run.name}`
  const command = runCommand(built.program, built.recipe, {
    ...premises,
    entry,
    out: built.out,
    port: run.port,
    mark: world ? undefined : mark,
    family: familyOf(site.assignment),
    interpreter: built.interpreter,
  })
  const program = stack.use(
    await startProgram({
      ...command,
      world,
      limiter,
      environment: { ...command.environment, ...environment },
      pipesFolder: site.folder,
      mark,
      limits: site.config.limits,
      record: run.record,
    }),
  )
  if (built.program.port.given === 'stdin') program.write(Buffer.from(`${run.port}\n`), 'hold')
  const owned = stack.move()
  return { ...program, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/**
 * A fresh copy of a built submission, for one run or for several that follow each other, with the
 * file in which the program finds its port.
 */
export async function foldersOf(site: Site, built: Built, run: Run): Promise<OwnFolders> {
  const { disk, user } = site
  const { source, out, entry, program } = built
  const folder = join(disk.folder, run.name)
  const { port: rule } = program
  const told = { port: run.port, family: familyOf(site.assignment) }
  const added =
    rule.given === 'file'
      ? { [join(dirname(entry), rule.name)]: fillAddress(rule.text, told) }
      : undefined
  return makeRunFolders({ folder, source, built: out, user, added })
}
