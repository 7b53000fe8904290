import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/schema.ts'
import { bounds } from '../lib/bounds.ts'
import { HarnessError, UsageError } from '../lib/errors.ts'
import { needsUnix, noPrivateNetwork, noWorld } from '../messages/lab.ts'
import { inPrivateNetwork, type CommandLine } from './enter.ts'
import { tryCommand } from './try-command.ts'
import { worldArguments } from './world.ts'
import { findWorldTools, type WorldTools } from './world-tools.ts'

const socketTable = '/proc/net/tcp'

/** What this machine can do for a worker, and why not more. */
export type LabLevel =
  | { readonly kind: 'lab' }
  | { readonly kind: 'net'; readonly because: string | undefined }
  | { readonly kind: 'plain'; readonly because: string | undefined }
  /** The machine's own network, and nothing is seen of the kernel. */
  | { readonly kind: 'clock'; readonly because: string | undefined }

/**
 * Chooses the level by trying: a world for each program where it can be had, else a private network,
 * else the machine's own one. Asking for what there is not is an error.
 */
export async function chooseLab(wanted: Config['lab']): Promise<LabLevel> {
  if (process.platform === 'win32') throw new UsageError('lab', needsUnix(process.platform))
  if (wanted === 'clock') return { kind: 'clock', because: undefined }
  if (process.platform !== 'linux') {
    if (wanted === 'lab' || wanted === 'net') {
      throw new UsageError('lab', notToBeHad[wanted](process.platform))
    }
    return { kind: 'clock', because: process.platform }
  }
  if (!existsSync(socketTable)) return { kind: 'clock', because: `${socketTable}: ENOENT` }
  if (wanted === 'plain') return { kind: 'plain', because: undefined }
  return wanted === 'net' ? network() : best(wanted)
}

async function best(wanted: 'lab' | 'auto'): Promise<LabLevel> {
  const because = await tryWorld()
  if (because === undefined) return { kind: 'lab' }
  if (wanted === 'lab') throw new UsageError('lab', noWorld(because))
  const refusal = await tryPrivateNetwork()
  if (refusal === undefined) return { kind: 'net', because }
  return { kind: 'plain', because: refusal }
}

async function network(): Promise<LabLevel> {
  const because = await tryPrivateNetwork()
  if (because === undefined) return { kind: 'net', because: undefined }
  throw new UsageError('lab', noPrivateNetwork(because))
}

const notToBeHad = { lab: noWorld, net: noPrivateNetwork } as const

/** Tries a private network; returns the last thing that the machine said where it gives none. */
export function tryPrivateNetwork(signal?: AbortSignal): Promise<string | undefined> {
  return tryInside(() => Promise.resolve(['true']), signal)
}

/**
 * Tries what `openWorld` and `mountDisk` do, in a private network; returns the last thing that the
 * machine said where it cannot.
 */
export async function tryWorld(signal?: AbortSignal): Promise<string | undefined> {
  try {
    const tools = findWorldTools()
    return await tryInside((folder) => worldCommand(tools, folder), signal)
  } catch (error) {
    if (error instanceof HarnessError) return error.message
    throw error
  }
}

async function tryInside(
  command: (folder: string) => Promise<CommandLine>,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-probe-'))
  try {
    const attempt = await tryCommand(inPrivateNetwork(await command(folder), folder), signal)
    return attempt.worked ? undefined : attempt.said.split('\n').at(-1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function worldCommand({ bwrap }: WorldTools, folder: string): Promise<CommandLine> {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  const folders = { submission: empty, built: empty, home: empty, temporary: empty, memory: empty }
  const view = { folders, building: false, etc: empty, runtimes: [], extra: [] }
  const user = process.getuid?.() === 0 ? bounds.programUserMin : undefined
  const script = 'mount -t tmpfs tmpfs "$1" && shift && exec "$@"'
  return ['sh', '-c', script, 'sh', empty, bwrap, ...worldArguments(view, user), 'true']
}
