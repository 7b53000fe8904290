import type { Step } from '../assignment/step.ts'
import type { Program } from '../launch/program.ts'
import { decodeBytes } from '../lib/bytes.ts'
import type { Happening, StepEnd } from '../transcript/event.ts'
import { ofOther, type OtherRun } from '../transcript/others.ts'
import type { History } from './history.ts'
import { openInbox } from './inbox.ts'

/** Another program that runs beside the one that is judged. Disposing of it ends it. */
export type Other = AsyncDisposable & {
  readonly program: Program
  /** All that it has written on one stream so far. */
  output(stream: 'stdout' | 'stderr'): Uint8Array
}

/** Plays the step that starts one: it is on the stage then, and a server listens where it was met. */
export type StartOther = (step: Extract<Step, { readonly kind: 'startOther' }>) => Promise<StepEnd>

/** Keeps what another program does, and writes it down among what happens in the trial. */
export function hearOther(history: History, run: OtherRun) {
  const streams = { stdout: openInbox(Infinity), stderr: openInbox(Infinity) }
  return {
    output: (stream: 'stdout' | 'stderr') => streams[stream].bytes(),
    record(happening: Happening) {
      if (happening.kind === 'output') {
        streams[happening.stream].take(decodeBytes(happening.data))
      }
      const heard = ofOther(run, happening)
      if (heard) history.record(heard)
    },
  }
}
