import { join } from 'node:path'
import type { Program } from '../launch/program.ts'
import type { Happening } from '../transcript/event.ts'
import { startIn, takeRoom, type Run } from './launch.ts'
import { openPremises } from './premises.ts'
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
  const room = stack.use(await takeRoom(site, built, run))
  let killed = false
  const record = (happening: Happening) => {
    // That we have killed it is told in other words; how it ended by itself is its own doing.
    if (!killed || happening.kind !== 'exited') run.record(happening)
  }
  const what = { site, built, run: { ...run, record } }
  const first = await startIn(room, what)
  let life = asLife(first, new AsyncDisposableStack())
  stack.defer(() => life.end())
  const owned = stack.move()
  return {
    first,
    async again(onEnded) {
      killed = life.program.isRunning()
      await life.end()
      killed = false
      onEnded()
      await using own = new AsyncDisposableStack()
      // The world of before has ended with its program.
      const { folders } = room
      const tenant = { folders, entry: join(folders.submission, built.entry) }
      const premises = own.use(await openPremises(site, built, tenant))
      const program = await startIn({ folders, premises }, what)
      life = asLife(program, own.move())
      return program
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** A program and what is its own, and not of the lives before and after it. */
function asLife(program: Program, own: AsyncDisposableStack) {
  own.use(program)
  return { program, end: () => own.disposeAsync() }
}
