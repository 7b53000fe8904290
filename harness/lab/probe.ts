import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/schema.ts'
import { UsageError } from '../lib/errors.ts'
import { needsUnix, noPrivateNetwork } from '../messages/lab.ts'
import { inPrivateNetwork } from './enter.ts'
import { tryCommand } from './try-command.ts'

const socketTable = '/proc/net/tcp'

/** What this machine can do for a worker, and why not more. */
export type LabLevel =
  | { readonly kind: 'net' }
  | { readonly kind: 'plain'; readonly because: string | undefined }
  /** The machine's own network, and nothing is seen of the kernel. */
  | { readonly kind: 'clock'; readonly because: string | undefined }

/**
 * Chooses the level by trying: a private network where it can be had, else the machine's own one.
 * Asking for a private network where there is none is an error.
 */
export async function chooseLab(wanted: Config['lab']): Promise<LabLevel> {
  if (process.platform === 'win32') throw new UsageError('lab', needsUnix(process.platform))
  if (wanted === 'clock') return { kind: 'clock', because: undefined }
  if (process.platform !== 'linux') {
    if (wanted === 'net') throw new UsageError('lab', noPrivateNetwork(process.platform))
    return { kind: 'clock', because: process.platform }
  }
  if (!existsSync(socketTable)) return { kind: 'clock', because: `${socketTable}: ENOENT` }
  if (wanted === 'plain') return { kind: 'plain', because: undefined }
  const because = await tryPrivateNetwork()
  if (because === undefined) return { kind: 'net' }
  if (wanted === 'net') throw new UsageError('lab', noPrivateNetwork(because))
  return { kind: 'plain', because }
}

/** Tries a private network; returns the last thing that the machine said where it gives none. */
export async function tryPrivateNetwork(signal?: AbortSignal): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-probe-'))
  try {
    const attempt = await tryCommand(inPrivateNetwork(['true'], folder), signal)
    return attempt.worked ? undefined : attempt.said.split('\n').at(-1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
