import { bounds } from '../lib/bounds.ts'
import type { Program } from './program.ts'

/** What a program has said: the beginning of each of its streams. */
type Said = {
  readonly said: Program['said']
  readonly hear: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void
}

/** Keeps what a program says first, whatever becomes of it besides. */
export function keepSaid(): Said {
  const kept = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) }
  return {
    said: () => [kept.stdout, kept.stderr],
    hear(stream, chunk) {
      const room = bounds.announcedBytesMax - kept[stream].length
      if (room > 0) kept[stream] = Buffer.concat([kept[stream], chunk.subarray(0, room)])
    },
  }
}
