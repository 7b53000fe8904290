import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { findAssignment } from '../harness/assignment/find.ts'
import { loadAssignment } from '../harness/assignment/load.ts'
import { loadConfig } from '../harness/config/load.ts'
import { openSite as open } from '../harness/grade/open-site.ts'
import type { Site } from '../harness/grade/site.ts'
import type { Submission } from '../harness/intake/submission.ts'
import { bounds } from '../harness/lib/bounds.ts'

/** Where everything is measured. */
export type Setting = {
  /** Whether this network is private, or the machine's own. */
  readonly lab: 'lab' | 'net' | 'plain'
  readonly folder: string
  readonly signal: AbortSignal
}

/** Where one of our own assignments is graded, with our own configuration. */
export async function openSite(setting: Setting, id: string): Promise<Site> {
  const { config } = await loadConfig(undefined, import.meta.dirname)
  const { assignment, hash } = await loadAssignment(await findAssignment(id, config.specs))
  const folder = await mkdtemp(join(setting.folder, 'site-'))
  const shared = { ...setting, folder, user: userIn(setting), onPortWait: () => undefined }
  return open({ ...shared, assignment, assignmentHash: hash, config })
}

/** Programs in worlds of their own are nobody where the benchmark is root. */
function userIn({ lab }: Setting): number | undefined {
  return lab === 'lab' && process.getuid?.() === 0 ? bounds.programUserMin : undefined
}

/** One of the programs in `fixtures/`. */
export function fixture(assignment: string, id: string): Submission {
  return submissionIn(join(import.meta.dirname, '..', 'fixtures', assignment, id), id)
}

/** A folder as a submission. */
export function submissionIn(folder: string, id: string): Submission {
  return { id, students: [id], folder }
}
