import type { Framing } from '../assignment/framing.ts'
import type { Step } from '../assignment/step.ts'

/** What was to be played: the steps that the assignment asks for, and how messages are told apart. */
export type Script = { readonly steps: readonly Step[]; readonly framing: Framing }
