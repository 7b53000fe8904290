import type { Assignment, ProgramRule } from '../assignment/schema.ts'
import type { Config, LanguageRecipe } from '../config/schema.ts'
import type { Trust } from '../drive/trust.ts'
import type { Disk } from '../lab/disk.ts'
import type { Runtimes } from '../launch/runtimes.ts'
import type { LabKind } from '../lib/lab-kind.ts'
import type { Rooms } from './room.ts'

/** Where and for what a worker grades: everything that is the same for all its submissions. */
export type Site = {
  readonly assignment: Assignment
  readonly assignmentHash: string
  readonly config: Config
  readonly lab: LabKind
  /** The worker's own folder, for pipes and marks. */
  readonly folder: string
  /** Where submissions are copied to, built and run. */
  readonly disk: Disk
  /** Where the harness is root and programs have worlds of their own: the user that they are. */
  readonly user: number | undefined
  /** The folder that programs see as `/etc` in a world of their own. */
  readonly etc: string
  readonly signal: AbortSignal
  /** Told when a run must wait for a port that earlier connections still keep. */
  readonly onPortWait: (port: number) => void
}

/** A submission that is built and ready to be run any number of times. */
export type Built = {
  readonly program: ProgramRule
  readonly recipe: LanguageRecipe
  readonly language: string
  /** The entry file, relative to the submission. */
  readonly entry: string
  /** Other files that could have been it. */
  readonly passedOver: readonly string[]
  /** The built copy that every run copies again. */
  readonly source: string
  /** What the build made. */
  readonly out: string
  readonly interpreter: string | undefined
  readonly runtimes: Runtimes
  /** What is known of its hidden timers; each trial may add to it. */
  readonly trust: Trust
  /** Where it runs. */
  readonly rooms: Rooms
  /** Other programs that may run beside it, by their names in the assignment. */
  readonly others: ReadonlyMap<string, OtherBuilt>
}

/** Another program that is built, and whether the course has brought it along. */
export type OtherBuilt = { readonly built: Built; readonly ours: boolean }
