import type { LoadedAssignment } from '../assignment/load.ts'
import { assembleReport } from '../judge/assemble.ts'
import type { GradedReport, Report } from '../judge/report.ts'
import { judgeSubmission } from '../judge/submission.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/store.ts'
import { orderChecks } from '../plan/trials.ts'
import { makeGradebook, type Gradebook } from './gradebook.ts'
import {
  loadGradebook,
  loadReport,
  loadTranscripts,
  saveGradebook,
  saveReport,
  type Store,
} from './store.ts'

/**
 * Judges the stored transcripts of a batch again under an assignment, and writes the reports and
 * the gradebook anew. Runs no program.
 */
export async function regrade(
  store: Store,
  loaded: LoadedAssignment,
): Promise<{ readonly reports: readonly Report[]; readonly gradebook: Gradebook }> {
  const before = await loadGradebook(store)
  const reports: Report[] = []
  for (const { id } of before.submissions) {
    const stored = await loadReport(store, id)
    if (!stored) throw new UsageError('results', say.notOurs(`${store.folder}/submissions/${id}`))
    const report = stored.status === 'graded' ? await judgeAgain(store, loaded, stored) : stored
    reports.push(report)
    await saveReport(store, report)
  }
  const { id, title } = loaded.assignment
  const { harness, source, seed, lab, gradedAt, complete } = before
  const assignment = { id, title, hash: loaded.hash }
  const head = { harness, source, seed, lab, gradedAt, complete, assignment }
  const gradebook = makeGradebook(reports, head)
  await saveGradebook(store, gradebook)
  return { reports, gradebook }
}

async function judgeAgain(
  store: Store,
  { assignment, hash }: LoadedAssignment,
  stored: GradedReport,
): Promise<Report> {
  const transcripts = await loadTranscripts(store, stored.id)
  const ordered = orderChecks(assignment, { seed: stored.seed })
  const { harness, id, students, filesHash, seed, lab, gradedAt, tookMs } = stored
  const { entry, passedOver, language } = stored
  return assembleReport(assignment, judgeSubmission(ordered, transcripts, assignment), {
    harness,
    id,
    students,
    filesHash,
    seed,
    lab,
    gradedAt,
    tookMs,
    entry,
    passedOver,
    language,
    assignment: { id: assignment.id, title: assignment.title, hash },
  })
}
