import { bounds } from '../lib/bounds.ts'
import { noStderr, tooLongLine } from '../messages/terminal.ts'
import { namesUsedIn } from './captured.ts'
import { payloadBytes } from './payload.ts'
import type { Problem } from './problem.ts'
import type { ProgramRule } from './schema.ts'
import type { Step } from './step.ts'

/** What cannot be had of a program in a terminal; paths begin at the number of the step. */
export function terminalProblems(
  steps: readonly Step[],
  { streams }: Pick<ProgramRule, 'streams'>,
): readonly Problem[] {
  if (streams !== 'terminal') return []
  return steps.flatMap((step, index): readonly Problem[] => {
    if (step.kind === 'expectOutput' && step.stream === 'stderr') {
      return [{ path: [index, 'stream'], text: noStderr }]
    }
    if (step.kind !== 'stdin' || namesUsedIn(step.data).length > 0) return []
    const isLong = longestLine(payloadBytes(step.data)) > terminalLineBytesMax
    return isLong ? [{ path: [index, 'data'], text: tooLongLine(terminalLineBytesMax) }] : []
  })
}

const { terminalLineBytesMax } = bounds

function longestLine(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString('latin1')
  const lines = text.replaceAll(endOfFile, '\n').split(/[\n\r]/)
  return Math.max(...lines.map(({ length }) => length))
}

/** It sends a line off where it stands within one. */
const endOfFile = '\u0004'
