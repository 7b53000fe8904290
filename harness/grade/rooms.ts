import { join } from 'node:path'
import type { Mapping } from '../lab/file-view.ts'
import { makeRunFolders } from '../launch/run-folders.ts'
import { openPremises } from './premises.ts'
import type { Building } from './compile.ts'
import type { Room, Rooms } from './room.ts'
import type { Site } from './site.ts'

/** What is run in the rooms: `entry` relative to the submission. */
export type Furnishing = Omit<Building, 'folder'>

/** Opens the rooms of a built submission in `folder`, one by one, as they are asked for. */
export function openRooms(site: Site, folder: string, built: Furnishing): Rooms {
  let count = 0
  let isLast = false
  let next: Promise<Room | undefined> | undefined
  const open = (extra: readonly Mapping[] = []) =>
    openRoom(site, { folder: join(folder, `run-${++count}`), extra, ...built })
  const takeNext = async () => {
    const room = next
    next = undefined
    return room
  }
  return {
    take: async (extra) => (extra ? undefined : await takeNext()) ?? open(extra),
    ahead() {
      // What was not possible beside a program, which may have filled the disk, may be when it is gone.
      if (site.lab === 'lab' && !isLast) next ??= open().catch(() => undefined)
    },
    last() {
      isLast = true
    },
    [Symbol.asyncDispose]: async () => (await takeNext())?.[Symbol.asyncDispose](),
  }
}

type Plan = Building & { readonly extra: readonly Mapping[] }

async function openRoom(site: Site, { folder, extra, ...built }: Plan): Promise<Room> {
  await using stack = new AsyncDisposableStack()
  const { source, out, entry } = built
  const folders = stack.use(await makeRunFolders({ folder, source, built: out, user: site.user }))
  const tenant = { folders, entry: join(folders.submission, entry), extra }
  const premises = stack.use(await openPremises(site, built, tenant))
  const owned = stack.move()
  return { folders, premises, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
