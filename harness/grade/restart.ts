import type { Program } from '../launch/program.ts'
import type { Happening } from '../transcript/event.ts'
import { foldersOf, launch, type Run } from './launch.ts'
import type { Built, Site } from './site.ts'

/** A program that can be started again where it was; disposing of it ends the one that runs. */
export type Lives = AsyncDisposable & {
  readonly first: Program
  /** Ends the program that runs, tells that it has ended, and starts the next in the same folder. */
  again(onEnded: () => void): Promise<Program>
}

/** Starts a built submission in a fresh copy of its files, which all its lives share. */
export async function openLives(site: Site, built: Built, run: Run): Promise<Lives> {
  await using stack = new AsyncDisposableStack()
  const folders = stack.use(await foldersOf(site, built, run))
  let killed = false
  const record = (happening: Happening) => {
    // That we have killed it is told in other words; how it ended by itself is its own doing.
    if (!killed || happening.kind !== 'exited') run.record(happening)
  }
  const start = () => launch(site, built, { ...run, folders, record })
  const first = await start()
  let program = first
  stack.defer(() => program[Symbol.asyncDispose]())
  const owned = stack.move()
  return {
    first,
    async again(onEnded) {
      killed = program.isRunning()
      await program[Symbol.asyncDispose]()
      killed = false
      onEnded()
      program = await start()
      return program
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
