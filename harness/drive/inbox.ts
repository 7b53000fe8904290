import { encodeBytes } from '../lib/bytes.ts'
import type { Happening } from '../transcript/event.ts'

/** What a peer has received. */
export type Inbox = {
  /** Keeps a chunk, up to the limit; returns what was kept. */
  take(chunk: Uint8Array): Uint8Array
  bytes(): Uint8Array
}

/** An empty inbox. Its room doubles when it is full, so that many small pieces stay cheap. */
export function openInbox(bytesMax: number): Inbox {
  let room = new Uint8Array(0)
  let kept = 0
  return {
    take(chunk) {
      const part = chunk.subarray(0, Math.max(0, bytesMax - kept))
      if (kept + part.length > room.length) {
        const larger = new Uint8Array(2 * (kept + part.length))
        larger.set(room.subarray(0, kept))
        room = larger
      }
      room.set(part, kept)
      kept += part.length
      return part
    },
    bytes: () => room.subarray(0, kept),
  }
}

/** Keeps and records what comes to a peer, and tells once that more did than is kept. */
export function hearing(
  inbox: Inbox,
  peer: string,
  record: (happening: Happening) => void,
): (chunk: Uint8Array) => void {
  let full = false
  return (chunk) => {
    const kept = inbox.take(chunk)
    if (kept.length > 0) record({ kind: 'received', peer, data: encodeBytes(kept) })
    if (full || kept.length === chunk.length) return
    full = true
    record({ kind: 'received-capped', peer, bytesMax: inbox.bytes().length })
  }
}
