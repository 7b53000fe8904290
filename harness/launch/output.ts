import type { Readable } from 'node:stream'
import type { Limits } from '../config/limits.ts'
import { encodeBytes } from '../lib/bytes.ts'
import type { Happening } from '../transcript/event.ts'

/** What becomes of a stream. */
type Keeping = {
  readonly limits: Limits
  /** Told of all that comes, also of what is not kept. */
  readonly hear: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void
  readonly record: (happening: Happening) => void
  /** Told once, when so much came that the program must be ended. */
  readonly onFlood: () => void
}

/**
 * Records what arrives on one stream, up to a limit; what comes later is drained and dropped, or the
 * program would block on a full pipe; beyond a second limit it is a flood. Resolves at the end of
 * the stream.
 */
export async function keepOutput(
  source: Readable,
  stream: 'stdout' | 'stderr',
  { limits, record, hear, onFlood }: Keeping,
): Promise<void> {
  const { outputBytesMax: keptMax, floodBytesMax: limit } = limits
  let count = 0
  source.on('data', (chunk: Buffer) => {
    const before = count
    count += chunk.length
    hear(stream, chunk)
    if (before < keptMax) {
      record({ kind: 'output', stream, data: encodeBytes(chunk.subarray(0, keptMax - before)) })
      if (count >= keptMax) record({ kind: 'output-capped', stream, bytesMax: keptMax })
    }
    if (before > limit || count <= limit) return
    record({ kind: 'over-limit', what: 'output', used: count, limit })
    onFlood()
  })
  await new Promise<void>((resolve) => {
    source.once('close', () => resolve())
    source.once('error', () => resolve())
  })
}
