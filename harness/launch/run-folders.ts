import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunFolders } from '../lab/file-view.ts'
import { copySubmission, giveTo } from './workspace.ts'

/** The folders of one run. Disposing of them removes them, but for what was built. */
export type OwnFolders = AsyncDisposable & RunFolders

/** What they are made of. */
export type FoldersOptions = {
  /** Where they are made; nothing is there yet. */
  readonly folder: string
  /** What is copied, so that nothing a program writes reaches the original or the next run. */
  readonly source: string
  readonly built: string
  /** To whom they are given, where that is not the harness's own user. */
  readonly user: number | undefined
  /** Texts of files that the copy has besides, or instead of its own, by their paths in it. */
  readonly added?: Readonly<Record<string, string>> | undefined
}

/** Makes a fresh copy of a submission, and empty folders for what a program writes elsewhere. */
export async function makeRunFolders(options: FoldersOptions): Promise<OwnFolders> {
  const { folder, source, built, user, added = {} } = options
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  const { folder: submission } = await copySubmission(source, join(folder, 'work'))
  for (const [path, text] of Object.entries(added)) {
    await rm(join(submission, path), { recursive: true, force: true })
    await writeFile(join(submission, path), text)
  }
  const home = join(folder, 'home')
  const temporary = join(folder, 'tmp')
  const memory = join(folder, 'shm')
  for (const empty of [home, temporary, memory]) {
    await mkdir(empty)
    await chmod(empty, ownOnly)
    if (user !== undefined) await giveTo(user, empty)
  }
  if (user !== undefined) await giveTo(user, submission)
  const owned = stack.move()
  const dispose = () => owned.disposeAsync()
  return { submission, built, home, temporary, memory, [Symbol.asyncDispose]: dispose }
}

const ownOnly = 0o700
