import { bounds } from '../lib/bounds.ts'

/** The exit codes of all commands. */
export const exitCodes = {
  /** Done, and nothing failed. */
  done: 0,
  /** Checks failed (`check`, `prove`). */
  failed: 1,
  /** The usage, the configuration or the harness failed. */
  unusable: 2,
  /** Ended by Ctrl-C. */
  interrupted: bounds.interruptedExitCode,
} as const
