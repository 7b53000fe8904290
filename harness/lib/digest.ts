import { createHash } from 'node:crypto'

/** The SHA-256 of bytes (FIPS 180-4), as 64 hexadecimal digits: it tells contents apart that are not kept. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
