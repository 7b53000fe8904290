import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bounds } from '../lib/bounds.ts'
import { pause } from '../lib/clock.ts'
import { found, type Finding, type Obstacle, type System } from '../lib/finding.ts'
import { findExecutable } from './find-executable.ts'
import { examineNamespaces, examineTools } from './namespaces.ts'
import { tryPrivateNetwork, tryWorld, type LabLevel } from './probe.ts'
import { prepareShortIo } from './short-io.ts'
import { startWorker } from './start-worker.ts'
import { prepareTerminal, terminalMaker } from './terminal.ts'
import { worldTools } from './world-tools.ts'

/** What is examined: this system, and with which script the place where workers run. */
export type Examined = {
  readonly system: System & { readonly name: string }
  /** A process that is sent the level, and answers with what it finds there. */
  readonly script: URL
  readonly signal: AbortSignal
}

/** Tries what this machine can do for a trial. Nothing is found elsewhere than on Linux. */
export async function examine(what: Examined): Promise<readonly Finding[]> {
  const { system, signal } = what
  const detail = system.name
  if (system.platform !== 'linux') {
    return [found('platform', 'missing', { detail, because: 'not-linux' })]
  }
  const tools = await examineTools(signal)
  const namespaces = await examineNamespaces(system, tools, signal)
  const refusal = await tryPrivateNetwork(signal)
  const because = obstacleOf(what.system, tools, namespaces)
  const network =
    refusal === undefined
      ? found('private-network', 'there')
      : found('private-network', 'missing', { detail: refusal, because })
  const bubblewrap = examineBubblewrap()
  const level: LabLevel =
    refusal === undefined
      ? { kind: 'net', because: undefined }
      : { kind: 'plain', because: refusal }
  const inside = await examineInside(level, what)
  signal.throwIfAborted()
  return [
    found('platform', 'there', { detail }),
    tools,
    namespaces,
    network,
    ...inside,
    await examineShortIo(signal),
    await examineTerminal(system, signal),
    bubblewrap,
    await examineWorlds(system, { network, bubblewrap }, signal),
  ]
}

/** What is in the way of a private network; root needs no user namespace for it. */
function obstacleOf(system: System, tools: Finding, namespaces: Finding): Obstacle {
  if (tools.kind !== 'there') return 'tools'
  if (!system.root && namespaces.kind !== 'there') return 'user-namespaces'
  return system.container ? 'container' : 'unknown'
}

/** Asks a process that runs where a worker would. */
async function examineInside(
  level: LabLevel,
  { script, signal }: Examined,
): Promise<readonly Finding[]> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-doctor-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const worker = stack.use(startWorker(level, { script, folder }))
  const answer = new Promise<readonly Finding[]>((resolve) => {
    // It is a script of ours, that sends nothing else.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    worker.onMessage((message) => resolve(message as readonly Finding[]))
  })
  await worker.send({ level: level.kind }).catch(() => undefined)
  const lost = worker.ended.then((stderr) => unexamined(stderr.trim().split('\n').at(-1) ?? ''))
  const done = new AbortController()
  stack.defer(() => done.abort())
  const late = pause(bounds.probeMs * patience, AbortSignal.any([signal, done.signal]))
  return await Promise.race([answer, lost, late.then(() => unexamined('no answer'))])
}

/** It is longer than what the script itself allows, and may have to start on a busy machine. */
const patience = 3

function unexamined(detail: string): readonly Finding[] {
  const ids = [
    'kernel-view',
    'socket-tables',
    'cheap-tables',
    'quick-acks',
    'no-time-wait',
    'small-buffers',
    'low-ports',
  ] as const
  return ids.map((id) => found(id, 'missing', { detail }))
}

async function examineShortIo(signal: AbortSignal): Promise<Finding> {
  const prepared = await prepareShortIo({ signal })
  return prepared.kind === 'ready'
    ? found('short-io', 'there')
    : found('short-io', 'missing', { detail: prepared.because, because: 'no-compiler' })
}

async function examineTerminal(system: System, signal: AbortSignal): Promise<Finding> {
  const prepared = await prepareTerminal({ signal })
  if (prepared.kind === 'ready') return found('terminal', 'there')
  const { because: detail } = prepared
  const unexplained = system.container ? 'container' : 'unknown'
  const because = detail.startsWith(terminalMaker) ? unexplained : 'no-compiler'
  return found('terminal', 'missing', { detail, because })
}

/** Bubblewrap, and the programs of util-linux that start something in what it has made. */
function examineBubblewrap(): Finding {
  const path = process.env['PATH'] ?? ''
  const missing = worldTools.filter((name) => findExecutable(name, path) === undefined)
  return missing.length === 0
    ? found('bubblewrap', 'there', { detail: findExecutable('bwrap', path) })
    : found('bubblewrap', 'missing', { detail: missing.join(', '), because: 'no-package' })
}

/** A world is tried as a program would get it. */
async function examineWorlds(
  system: System,
  { network, bubblewrap }: { readonly network: Finding; readonly bubblewrap: Finding },
  signal: AbortSignal,
): Promise<Finding> {
  if (bubblewrap.kind !== 'there') return found('worlds', 'missing', { because: 'bubblewrap' })
  if (network.kind !== 'there') return found('worlds', 'missing', { because: 'private-network' })
  const detail = await tryWorld(signal)
  if (detail === undefined) return found('worlds', 'there')
  return found('worlds', 'missing', { detail, because: system.container ? 'container' : 'unknown' })
}
