import type { Mapping } from '../lab/file-view.ts'
import type { World } from '../lab/world.ts'
import type { OwnFolders } from '../launch/run-folders.ts'
import type { Seen } from '../launch/seen.ts'

/** Where a program runs, and what it sees of that. */
export type Premises = AsyncDisposable & {
  readonly world: World | undefined
  /** Put before a command where there is no world. */
  readonly limiter: readonly string[]
  readonly seen: Seen
  readonly cwd: string
  readonly home: string
  readonly temporary: string
  readonly path: string | undefined
  readonly isSeen: (folder: string) => boolean
}

/** Where one run takes place: a fresh copy of the files, and a world around it where the lab has such. */
export type Room = AsyncDisposable & { readonly folders: OwnFolders; readonly premises: Premises }

/** The rooms of a built submission. Disposing of them gives up the one that nobody has taken. */
export type Rooms = AsyncDisposable & {
  /** A room for a run; with `extra`, one whose program sees that too. */
  take(extra?: readonly Mapping[]): Promise<Room>
  /**
   * Begins to open the next room where that takes long, in a world. A program mostly waits for us, or
   * we for it: nobody waits for the room then.
   */
  ahead(): void
  /** From now on none is opened before it is asked for: what begins now is the last that will run. */
  last(): void
}
