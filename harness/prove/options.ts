import type { LoadedAssignment } from '../assignment/load.ts'
import type { FromWorker } from '../batch/protocol.ts'
import type { Reserve } from '../batch/reserve.ts'
import type { Slots } from '../batch/slots.ts'
import type { Config } from '../config/schema.ts'
import type { LabLevel } from '../lab/probe.ts'
import type { Finding } from './finding.ts'

/** One of several parts, from 1 on. */
export type Part = { readonly number: number; readonly count: number }

/** With what an assignment is proved, and who hears of it. */
export type ProofOptions = {
  readonly loaded: LoadedAssignment
  readonly config: Config
  readonly level: LabLevel
  readonly slots: Slots
  /** The workers of all assignments that are proved together. */
  readonly reserve: Reserve
  readonly seed: number
  /** Which of how many equal parts of the programs are run; all unless given. */
  readonly part: Part | undefined
  readonly signal: AbortSignal
  readonly onMessage: (message: FromWorker) => void
  readonly onFinding: (finding: Finding) => void
}
