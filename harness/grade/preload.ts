import { basename, dirname, join } from 'node:path'
import type { Mapping } from '../lab/file-view.ts'
import { inside } from '../lab/inside.ts'
import { shortIoEnvironment } from '../lab/short-io.ts'
import type { Site } from './site.ts'

/** The library for short reads and writes, and the file by which it says that it took effect. */
export type Preload = {
  readonly library: string
  readonly mode: 'reads' | 'writes'
  readonly mark: string
}

/** What a program must be shown so that the library finds its place, and told in its environment. */
export function preloadIn(
  { lab }: Site,
  preload: Preload | undefined,
): {
  readonly extra: readonly Mapping[]
  readonly environment: Readonly<Record<string, string>>
} {
  if (!preload) return { extra: [], environment: {} }
  const { library, mode, mark } = preload
  if (lab !== 'lab') return { extra: [], environment: shortIoEnvironment(library, mode, mark) }
  const seenMark = join(inside.marks, basename(mark))
  return {
    extra: [
      { from: library, to: inside.shortIo },
      { from: dirname(mark), to: inside.marks, writable: true },
    ],
    environment: shortIoEnvironment(inside.shortIo, mode, seenMark),
  }
}
