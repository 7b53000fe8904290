import type { RunFolders } from '../lab/file-view.ts'
import { inside } from '../lab/inside.ts'

/** How a program sees the paths in a text of ours; elsewhere than in a world of its own, as they are. */
export type Seen = (text: string) => string

/** Without a world of its own. */
export const seenAsIs: Seen = (text) => text

/** In a world of its own the folders of a run are called the same for every program. */
export function seenInside(folders: Pick<RunFolders, 'submission' | 'built'>): Seen {
  const names = [
    [folders.submission, inside.submission],
    [folders.built, inside.built],
    [process.execPath, inside.node],
  ] as const
  return (text) => names.reduce((seen, [from, to]) => seen.replaceAll(from, to), text)
}
