import { rename, rm } from 'node:fs/promises'
import { loadCodec } from '../assignment/load-codec.ts'
import { codecChanged } from '../messages/codec.ts'
import { bounds } from '../lib/bounds.ts'
import { pause } from '../lib/clock.ts'
import { messageOf } from '../lib/errors.ts'
import { nameWhileRemoved } from '../lib/worker-folder.ts'
import { ToWorker, type Duet, type FromWorker, type Job, type Setup } from '../batch/protocol.ts'
import { playDuet } from '../grade/duet.ts'
import { closeEyes } from '../kernel/proc.ts'
import { gradeSubmission } from '../grade/grade.ts'
import { openSite, takeDiskAway } from '../grade/open-site.ts'
import type { Site } from '../grade/site.ts'

/**
 * What a worker does: it is told what to grade over IPC, and lives in a network of its own where
 * there is one. When the coordinator goes, every program ends and so does it.
 */
const gone = new AbortController()
let site: Site | undefined
let busy: Promise<void> = Promise.resolve()

process.on('message', (message) => {
  busy = busy.then(() => obey(ToWorker.parse(message))).catch(fail)
})
process.on('disconnect', () => {
  gone.abort()
  void leave()
})
// The coordinator decides what Ctrl-C means.
process.on('SIGINT', () => undefined)

async function obey(message: Setup | Job | Duet): Promise<void> {
  switch (message.kind) {
    case 'setup':
      site = await settle(message, site)
      return tell({ kind: 'ready' })
    case 'grade':
      return tell({ kind: 'graded', ...(await grade(message)) })
    case 'duet':
      return tell({ kind: 'played', problem: (await playDuet(siteOr(), message)) ?? null })
    default:
      return message satisfies never
  }
}

/** One that is set up again stays where it is: what it has made there serves any assignment. */
async function settle(setup: Setup, settled: Site | undefined): Promise<Site> {
  const { kind: _, codecs, ...known } = setup
  for (const { file, hash } of codecs) await loadSame(file, hash)
  if (settled) return { ...settled, ...known }
  // Programs that are another user read what is made for them.
  process.umask(ordinaryMask)
  if (known.lab === 'clock') closeEyes()
  const onPortWait = (port: number) => tell({ kind: 'port-wait', port })
  const { signal } = gone
  return openSite({ ...known, user: known.user, onPortWait, signal })
}

/** A codec that has changed since the assignment was loaded is another one. */
async function loadSame(file: string, hash: string): Promise<void> {
  const loaded = await loadCodec(file)
  if ('problem' in loaded) throw new Error(loaded.problem.en)
  if (loaded.hash !== hash) throw new Error(codecChanged(loaded.hash).en)
}

const ordinaryMask = 0o022

async function grade({ submission, selection }: Job) {
  const onCheck = (check: string, position: number, count: number) =>
    tell({ kind: 'progress', submission: submission.id, check, position, count })
  const graded = await gradeSubmission(siteOr(), submission, { selection, onCheck })
  return { report: graded.report, transcripts: [...graded.transcripts] }
}

function siteOr(): Site {
  if (!site) throw new Error('a job came before the setup')
  return site
}

/**
 * As the first process of a namespace of its own it takes everything there with it, and waits for
 * nothing but its own tidying, and for that not long. The coordinator removes the folder too, unless
 * it was killed.
 */
async function leave(): Promise<void> {
  if (process.pid !== 1) await busy
  await Promise.race([tidy().catch(() => undefined), pause(bounds.farewellMs)])
  process.exit(0)
}

/**
 * Under another name nothing more is made in the folder by what is still under way. What makes the
 * first files there would make the folder again (fs.cp()); it takes but a moment.
 */
async function tidy(): Promise<void> {
  if (!site) await busy
  const folder = process.argv[2]!
  const left = nameWhileRemoved(folder)
  await rename(folder, left)
  await takeDiskAway(left)
  await rm(left, { recursive: true, force: true, maxRetries: 3 })
}

function fail(error: unknown): void {
  if (!gone.signal.aborted) tell({ kind: 'failed', message: messageOf(error) })
}

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message)
}
