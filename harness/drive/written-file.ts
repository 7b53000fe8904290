import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
} from 'node:fs'
import { join } from 'node:path'
import { bounds } from '../lib/bounds.ts'
import { commonPrefixLength, encodeBytes, equalBytes } from '../lib/bytes.ts'
import { sha256 } from '../lib/digest.ts'
import type { FileContent } from '../transcript/file-content.ts'

/** A file that a program has written, as far as it was read, or what else is there. */
export type Written =
  | { readonly there: 'file'; readonly status: Stats; readonly bytes: Uint8Array }
  | { readonly there: Exclude<FileContent['there'], 'file'> }

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants

/**
 * Reads a file below a folder in which a program may do what it likes meanwhile: no link is followed,
 * nothing but a regular file is read, and of that at most `bytesMax`.
 */
export function readWritten(folder: string, path: string, bytesMax: number): Written {
  const names = path.split('/')
  using opened = new DisposableStack()
  let place = folder
  for (const [index, name] of names.entries()) {
    // A pipe that nobody writes to would hold us up.
    const kind = index < names.length - 1 ? O_DIRECTORY : O_NONBLOCK
    const at = join(place, name)
    const descriptor = openOrNothing(at, O_RDONLY | O_NOFOLLOW | kind)
    if (descriptor === undefined) return { there: whatIsAt(at) }
    opened.defer(() => closeSync(descriptor))
    if (kind === O_NONBLOCK) return readRegular(descriptor, bytesMax)
    // The folder that was opened, whatever its name means by now (proc_pid_fd(5)).
    place = existsSync(descriptors) ? `${descriptors}/${descriptor}` : at
  }
  return { there: 'nothing' }
}

const descriptors = '/proc/self/fd'

function openOrNothing(path: string, flags: number): number | undefined {
  try {
    return openSync(path, flags)
  } catch {
    return undefined
  }
}

function whatIsAt(path: string): Exclude<FileContent['there'], 'file'> {
  try {
    const status = lstatSync(path)
    if (status.isSymbolicLink()) return 'link'
    if (status.isDirectory()) return 'folder'
    return status.isFile() ? 'unreadable' : 'other'
  } catch {
    return 'nothing'
  }
}

function readRegular(descriptor: number, bytesMax: number): Written {
  const status = fstatSync(descriptor)
  if (!status.isFile()) return { there: status.isDirectory() ? 'folder' : 'other' }
  const room = Buffer.alloc(Math.min(status.size, bytesMax))
  let length = 0
  while (length < room.length) {
    const more = readSync(descriptor, room, length, room.length - length, length)
    if (more === 0) break
    length += more
  }
  return { there: 'file', status, bytes: room.subarray(0, length) }
}

/** Whether it is these bytes and no more. */
export function isWritten(written: Written, wanted: Uint8Array): boolean {
  return (
    written.there === 'file' &&
    written.status.size === wanted.length &&
    equalBytes(written.bytes, wanted)
  )
}

const { fileBytesKept, fileBytesBefore } = bounds

/** What is kept of it: all, or where it is long what lies around its first wrong byte. */
export function contentOf(written: Written, wanted: Uint8Array): FileContent {
  if (written.there !== 'file') return written
  const { bytes, status } = written
  const isShort = bytes.length <= fileBytesKept
  const offset = commonPrefixLength(wanted, bytes)
  const from = isShort ? 0 : Math.max(0, offset - fileBytesBefore)
  const data = bytes.subarray(from, from + fileBytesKept)
  const isWhole = from === 0 && data.length === status.size
  return {
    there: 'file',
    size: status.size,
    from,
    data: encodeBytes(data),
    ...(isWhole || status.size !== bytes.length ? {} : { sha256: sha256(bytes) }),
  }
}
