import type { FromWorker } from '../batch/protocol.ts'
import { visible } from '../lib/quote.ts'
import type { LabLevel } from '../lab/probe.ts'
import { clockLab, netLab, plainLab, waitingForPort } from '../messages/lab.ts'
import type { Terminal } from './terminal.ts'

/**
 * Says aloud when a run waits for something that is not the student's doing, and on a terminal what
 * is under way.
 */
export function notes(terminal: Terminal): (message: FromWorker) => void {
  return (message) => {
    if (message.kind === 'port-wait') {
      terminal.note(waitingForPort(message.port)[terminal.language])
    }
    if (message.kind === 'progress') {
      const { submission, position, count, check } = message
      terminal.status(`${position}/${count} ${check} (${visible(submission)})`)
    }
  }
}

/** Says once what this machine cannot do, and why. */
export function plainNote(terminal: Terminal, level: LabLevel): void {
  if (level.kind === 'net' && level.because !== undefined) {
    terminal.note(netLab(level.because)[terminal.language])
  }
  if (level.kind === 'plain') terminal.note(plainLab(level.because)[terminal.language])
  if (level.kind === 'clock') terminal.note(clockLab(level.because)[terminal.language])
}
