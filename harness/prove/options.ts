import type { LoadedAssignment } from '../assignment/load.ts'
import type { FromWorker } from '../batch/protocol.ts'
import type { Slots } from '../batch/slots.ts'
import type { Config } from '../config/schema.ts'
import type { LabLevel } from '../lab/probe.ts'
import type { Finding } from './finding.ts'

/** With what an assignment is proved, and who hears of it. */
export type ProofOptions = {
  readonly loaded: LoadedAssignment
  readonly config: Config
  readonly level: LabLevel
  readonly slots: Slots
  readonly seed: number
  readonly signal: AbortSignal
  readonly onMessage: (message: FromWorker) => void
  readonly onFinding: (finding: Finding) => void
}
