import { createHash } from 'node:crypto'

/** The SHA-256 of some bytes, in hexadecimal digits: what tells contents apart that are not kept. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
