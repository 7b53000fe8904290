import { join } from 'node:path'
import type { Store } from '../batch/store.ts'
import type { Report } from '../judge/report.ts'
import { UsageError } from '../lib/errors.ts'
import { version } from '../lib/version.ts'
import * as say from '../messages/store.ts'
import type { Opened } from './open.ts'

/** A batch goes on only under the same assignment, seed and version; else results would be mixed. */
export function assertSameBatch(
  store: Store,
  report: Report,
  { loaded, seed }: Opened & { readonly seed: number },
): void {
  const folder = join(store.folder)
  if (report.assignment.hash !== loaded.hash) {
    throw new UsageError('resume', say.otherBatch(folder, { en: 'assignment', es: 'otra tarea' }))
  }
  if (report.seed !== seed) {
    throw new UsageError('resume', say.otherBatch(folder, { en: 'seed', es: 'otra semilla' }))
  }
  if (report.harness !== version) {
    throw new UsageError('resume', say.otherBatch(folder, { en: 'version', es: 'otra versión' }))
  }
}
