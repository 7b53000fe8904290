import { concatBytes } from '../lib/bytes.ts'

/** What a peer has received. */
export type Inbox = {
  /** Keeps a chunk, up to the limit; returns what was kept. */
  take(chunk: Uint8Array): Uint8Array
  bytes(): Uint8Array
}

/** An empty inbox. Bytes are joined only when asked for, so that many small pieces stay cheap. */
export function openInbox(bytesMax: number): Inbox {
  let parts: Uint8Array[] = []
  let kept = 0
  return {
    take(chunk) {
      const part = chunk.subarray(0, Math.max(0, bytesMax - kept))
      kept += part.length
      if (part.length > 0) parts.push(part)
      return part
    },
    bytes() {
      if (parts.length > 1) parts = [concatBytes(parts)]
      return parts[0] ?? new Uint8Array()
    },
  }
}
