import type { Readable } from 'node:stream'
import { encodeBytes } from '../lib/bytes.ts'
import type { Happening } from '../transcript/event.ts'

/**
 * Records what arrives on one stream, up to `bytesMax`; what comes later is drained and dropped, or
 * the program would block on a full pipe. Resolves at the end of the stream.
 */
export async function keepOutput(
  source: Readable,
  stream: 'stdout' | 'stderr',
  options: { readonly bytesMax: number; readonly record: (happening: Happening) => void },
): Promise<void> {
  let kept = 0
  source.on('data', (chunk: Buffer) => {
    const room = options.bytesMax - kept
    if (room <= 0) return
    kept += chunk.length
    options.record({ kind: 'output', stream, data: encodeBytes(chunk.subarray(0, room)) })
    if (kept >= options.bytesMax) {
      options.record({ kind: 'output-capped', stream, bytesMax: options.bytesMax })
    }
  })
  await new Promise<void>((resolve) => {
    source.once('close', () => resolve())
    source.once('error', () => resolve())
  })
}
