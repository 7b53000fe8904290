import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadedAssignment } from '../assignment/load.ts'
import { loadGradebook, loadReport } from '../batch/store.ts'
import { fingerprintOf } from '../intake/fingerprint.ts'
import type { CheckReport } from '../judge/report.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/cli.ts'
import { playsChanged } from '../messages/store.ts'
import type { Replay } from '../plan/trials.ts'
import { parseDelivery } from '../transcript/delivery.ts'
import { commandOf, sameOptions } from './again.ts'
import { onlyOf, openAssignment } from './open.ts'
import { labOf, type Words } from './options.ts'
import { runOne } from './run-one.ts'
import type { Terminal } from './terminal.ts'

/** Which submission of which results. */
export type Subject = { readonly results: string; readonly id: string }

/**
 * `enchufe replay`: one failed trial of a graded submission again, alone, telling all that happens.
 * The first check that failed unless `--only` names another; the delivery that the report names.
 */
export async function replay(
  terminal: Terminal,
  { results, id }: Subject,
  words: Words,
): Promise<number> {
  const store = { folder: results }
  const gradebook = await loadGradebook(store)
  const opened = await openAssignment({ assignment: gradebook.assignment.id, ...words })
  const only = onlyOf(words, opened.loaded)
  const report = await loadReport(store, id)
  if (report?.status === 'not-gradable') throw new UsageError('not-gradable', report.reason)
  if (!report) {
    const ids = gradebook.submissions.map((submission) => submission.id)
    throw new UsageError('submission', say.noSuchResult(id, didYouMean(id, ids)))
  }
  const failed = report.checks.find((check) => (only ? check.id === only[0] : check.failure))
  if (!failed) throw new UsageError('check', say.nothingToReplay(id))
  const folder = join(words.submissions ?? gradebook.source, id)
  await stat(folder).catch(() => {
    throw new UsageError('submissions', say.submissionGone(folder))
  })
  if ((await fingerprintOf(folder, opened.config.limits)) !== report.filesHash)
    terminal.note(playsChanged(id)[terminal.language])
  const { assignment, submissions } = words
  const options = {
    '--submissions': submissions,
    '--assignment': assignment,
    ...sameOptions(words),
  }
  return runOne(terminal, opened, {
    submission: { id, students: report.students, folder },
    lab: labOf(words, opened.config),
    selection: { seed: report.seed, replay: playOf(failed, opened.loaded) },
    of: { others: words },
    json: false,
    verbose: true,
    again: (check) => commandOf(['replay', results, id], { '--only': check, ...options }),
  })
}

/** The play that decided a check; where none failed, or that scenario is gone, the first one whole. */
function playOf({ id, failure }: CheckReport, loaded: LoadedAssignment): Replay {
  onlyOf({ only: [id] }, loaded)
  const check = loaded.assignment.checks.find((one) => one.id === id)!
  const [first = ''] = Object.keys(check.scenarios)
  const delivery = failure && parseDelivery(failure.delivery)
  return failure && delivery && failure.scenario in check.scenarios
    ? { check: id, scenario: failure.scenario, delivery }
    : { check: id, scenario: first, delivery: { kind: 'whole' } }
}
