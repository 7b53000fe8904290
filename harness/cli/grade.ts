import { join, resolve } from 'node:path'
import { gradeBatch } from '../batch/grade-batch.ts'
import { openSlots } from '../batch/slots.ts'
import { makeGradebook } from '../batch/gradebook.ts'
import { loadReport, openStore, saveGradebook, saveSubmission, type Store } from '../batch/store.ts'
import { fingerprintOf } from '../intake/fingerprint.ts'
import { findSubmissions } from '../intake/submissions.ts'
import type { Submission } from '../intake/submission.ts'
import type { Report } from '../judge/report.ts'
import { isOurFault } from '../judge/verdict.ts'
import { chooseLab, type LabLevel } from '../lab/probe.ts'
import { timeOfDay } from '../lib/clock.ts'
import { version } from '../lib/version.ts'
import * as say from '../messages/cli.ts'
import type { Text } from '../messages/text.ts'
import { changedSince } from '../messages/store.ts'
import { leftOut as leftOutNote } from '../messages/usage.ts'
import { renderClass } from '../report/terminal/class.ts'
import { commandOf, sameOptions } from './again.ts'
import { assertSameBatch } from './same-batch.ts'
import { exitCodes } from './exit-codes.ts'
import { notes, plainNote } from './notes.ts'
import { openAssignment, type Opened } from './open.ts'
import { assertMachineFits } from './machine-fits.ts'
import { assertPortFree } from './port-free.ts'
import { jobsOf, labOf, seedOf, type Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'
import { assertTrusted } from './trusted.ts'

/** `enchufe grade`: grades a folder of submissions and leaves the results in another. */
export async function grade(terminal: Terminal, folder: string, words: Words): Promise<number> {
  const opened = await openAssignment(words)
  const { submissions, leftOut } = await findSubmissions(folder)
  const jobs = jobsOf(words)
  const seed = seedOf(words)
  const out = words.out ?? join('results', opened.loaded.assignment.id)
  const level = await chooseLab(labOf(words, opened.config))
  await assertMachineFits(opened.loaded.assignment, level, terminal.signal)
  assertTrusted(level, words)
  const store = await openStore(out, words.resume === true ? 'resume' : 'new')
  const finished = await finishedBefore(store, submissions, { ...opened, seed, terminal })
  assertPortFree(opened.loaded.assignment, level)
  plainNote(terminal, level)
  tellLeftOut(terminal, leftOut)
  const source = resolve(folder)
  const work = { source, level, store, seed, jobs, submissions, reports: finished }
  const batch: Batch = { terminal, opened, ...work }
  const complete = await run(batch)
  await saveGradebook(store, gradebookOf(batch, complete))
  for (const line of renderClass(finished, {
    language: terminal.language,
    width: terminal.width,
    paint: paintFor(terminal),
  })) {
    terminal.out(line)
  }
  terminal.out('')
  terminal.out(say.resultsIn(out)[terminal.language])
  if (finished.some(hasFailure)) terminal.out(howToReplay(out, opened, words)[terminal.language])
  if (complete) return exitCodes.done
  terminal.note(say.interrupted(finished.length, submissions.length)[terminal.language])
  return exitCodes.interrupted
}

function tellLeftOut({ note, language }: Terminal, files: readonly string[]): void {
  if (files.length > 0) note(leftOutNote(files)[language])
}

/** An assignment that was named by its id is found by the results. */
function howToReplay(out: string, { loaded }: Opened, words: Words): Text {
  const named = words.assignment === loaded.assignment.id ? undefined : words.assignment
  const options = { '--assignment': named, ...sameOptions(words) }
  return say.howToReplay(commandOf(['replay', out], options))
}

type Batch = {
  readonly terminal: Terminal
  readonly opened: Opened
  readonly source: string
  readonly level: LabLevel
  readonly store: Store
  readonly seed: number
  readonly jobs: number
  readonly submissions: readonly Submission[]
  readonly reports: Report[]
}

/**
 * With `--resume`: the reports that are there and decided, which must be of the same batch, and of
 * the files that are there now.
 */
async function finishedBefore(
  store: Store,
  submissions: readonly Submission[],
  wanted: Opened & { readonly seed: number; readonly terminal: Terminal },
): Promise<Report[]> {
  const finished: Report[] = []
  const changed: string[] = []
  for (const { id, folder } of submissions) {
    const report = await loadReport(store, id)
    if (!report || !isDecided(report)) continue
    assertSameBatch(store, report, wanted)
    const filesHash = await fingerprintOf(folder, wanted.config.limits)
    if (filesHash === report.filesHash) finished.push(report)
    else changed.push(id)
  }
  const { terminal } = wanted
  if (changed.length > 0) terminal.note(changedSince(changed)[terminal.language])
  return finished
}

function hasFailure(report: Report): boolean {
  return report.status === 'graded' && report.checks.some(({ failure }) => failure !== null)
}

/** What the harness failed on is tried again. */
function isDecided(report: Report): boolean {
  if (report.status !== 'graded') return true
  return report.checks.every(({ because }) => !isOurFault(because))
}

/** Grades what is not graded yet; false when it was interrupted. */
async function run(batch: Batch): Promise<boolean> {
  const { terminal, opened, store, reports, submissions } = batch
  const done = new Set(reports.map(({ id }) => id))
  try {
    await gradeBatch({
      ...opened,
      level: batch.level,
      submissions: submissions.filter(({ id }) => !done.has(id)),
      selection: { seed: batch.seed },
      slots: openSlots(batch.jobs, batch.level.kind, [opened.loaded.assignment]),
      signal: terminal.signal,
      onMessage: notes(terminal),
      async onGraded(report, transcripts) {
        await saveSubmission(store, report, transcripts)
        reports.push(report)
        terminal.note(progressLine(batch, report))
      },
    })
  } catch (error) {
    if (!terminal.signal.aborted) throw error
  }
  return !terminal.signal.aborted
}

function progressLine({ terminal, reports, submissions }: Batch, report: Report): string {
  const result =
    report.status === 'graded'
      ? `${report.score}/${report.maxScore}`
      : say.notGradable[terminal.language]
  const position = { position: reports.length, count: submissions.length }
  return say.graded(position, report.id, result)[terminal.language]
}

function gradebookOf({ opened, source, level, seed, reports }: Batch, complete: boolean) {
  const { assignment, hash } = opened.loaded
  return makeGradebook(reports, {
    harness: version,
    assignment: { id: assignment.id, title: assignment.title, hash },
    source,
    seed,
    lab: level.kind,
    gradedAt: timeOfDay(),
    complete,
  })
}
