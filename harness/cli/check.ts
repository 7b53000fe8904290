import { realpath, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { gradeBatch } from '../batch/grade-batch.ts'
import type { Submission } from '../intake/submission.ts'
import { chooseLab } from '../lab/probe.ts'
import type { Report } from '../judge/report.ts'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as usage from '../messages/usage.ts'
import { renderReport } from '../report/terminal/submission.ts'
import { exitCodes } from './exit-codes.ts'
import { notes, plainNote } from './notes.ts'
import { onlyOf, openAssignment } from './open.ts'
import { assertPortFree } from './port-free.ts'
import { labOf, lensesOf, seedOf, type Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'

/** `enchufe check`: checks one program, for the person who wrote it. */
export async function check(terminal: Terminal, folder: string, words: Words): Promise<number> {
  const opened = await openAssignment(words)
  const only = onlyOf(words, opened.loaded)
  const lenses = lensesOf(words)
  const seed = seedOf(words)
  const submission = await ownSubmission(folder)
  const level = await chooseLab(labOf(words, opened.config))
  assertPortFree(opened.loaded.assignment, level)
  plainNote(terminal, level)
  const [report] = await gradeBatch({
    ...opened,
    level,
    submissions: [submission],
    selection: { seed, ...(only ? { only } : {}), ...(lenses ? { lenses } : {}) },
    jobs: 1,
    signal: terminal.signal,
    onMessage: notes(terminal),
    onGraded: async () => undefined,
  })
  const again = (id: string) =>
    `npx enchufe check ${folder} --assignment ${words.assignment ?? opened.loaded.assignment.id} --only ${id}${seed === 1 ? '' : ` --seed ${seed}`}`
  return tell(terminal, report!, { json: words.json === true, again })
}

async function ownSubmission(folder: string): Promise<Submission> {
  const path = await realpath(resolve(folder)).catch((error: unknown) => {
    throw new UsageError('submission', usage.submissionUnreadable(folder, codeOf(error) ?? ''))
  })
  const status = await stat(path)
  if (!status.isDirectory() && !status.isFile()) {
    throw new UsageError('submission', usage.submissionUnreadable(folder, 'ENOTDIR'))
  }
  const id = basename(path)
  return { id, students: [id], folder: path }
}

type How = { readonly json: boolean; readonly again: (check: string) => string }

function tell(terminal: Terminal, report: Report, { json, again }: How): number {
  if (report.status === 'not-gradable') throw new UsageError('not-gradable', report.reason)
  if (json) terminal.out(JSON.stringify(report, undefined, 2))
  else {
    const { language, width } = terminal
    const setting = { language, width, paint: paintFor(terminal), again }
    for (const line of renderReport(report, setting)) terminal.out(line)
  }
  const lost = report.checks.some(({ verdict }) => verdict === 'fail' || verdict === 'skipped')
  const broken = report.checks.some(({ because }) => because === 'harness-fault')
  if (lost) return exitCodes.failed
  return broken ? exitCodes.unusable : exitCodes.done
}
