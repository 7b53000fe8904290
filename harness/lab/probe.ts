import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import type { Config } from '../config/schema.ts'
import { bounds } from '../lib/bounds.ts'
import { UsageError } from '../lib/errors.ts'
import { needsLinux, noPrivateNetwork } from '../messages/lab.ts'
import { inPrivateNetwork } from './enter.ts'

/** What this machine can do for a worker, and why not more. */
export type LabLevel =
  | { readonly kind: 'net' }
  | { readonly kind: 'plain'; readonly because: string | undefined }

/**
 * Chooses the level by trying: a private network where it can be had, else the machine's own one.
 * Asking for a private network where there is none is an error.
 */
export async function chooseLab(wanted: Config['lab']): Promise<LabLevel> {
  if (process.platform !== 'linux') throw new UsageError('lab', needsLinux(process.platform))
  if (wanted === 'plain') return { kind: 'plain', because: undefined }
  const because = await tryPrivateNetwork()
  if (because === undefined) return { kind: 'net' }
  if (wanted === 'net') throw new UsageError('lab', noPrivateNetwork(because))
  return { kind: 'plain', because }
}

async function tryPrivateNetwork(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-probe-'))
  try {
    const [file, ...args] = inPrivateNetwork(['true'], folder)
    const result = await execa(file, args, { reject: false, timeout: bounds.probeMs, all: true })
    return result.failed ? (result.all.trim().split('\n')[0] ?? result.shortMessage) : undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
