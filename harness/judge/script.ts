import type { Framing } from '../assignment/framing.ts'
import type { Step } from '../assignment/step.ts'

/** What was to be played: the steps that the assignment asks for, and how messages are told apart. */
export type Script = { readonly steps: readonly Step[]; readonly framing: Framing }

/** The same while it is judged: steps with what was captured, and as they were asked for. */
export type FilledScript = Script & { readonly asked: readonly Step[] }
