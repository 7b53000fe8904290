import type { LabLevel } from '../lab/probe.ts'
import { UsageError } from '../lib/errors.ts'
import { notTrusted } from '../messages/lab.ts'
import type { Words } from './options.ts'

/**
 * Other people's programs are run where they can reach what is ours only if somebody says so; where
 * each has a world of its own nobody needs to.
 */
export function assertTrusted(level: LabLevel, { trust }: Words): void {
  if (level.kind === 'lab' || trust === true) return
  throw new UsageError('trust', notTrusted(level.kind, level.because))
}
