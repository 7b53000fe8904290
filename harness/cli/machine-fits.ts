import type { Assignment } from '../assignment/schema.ts'
import type { LabLevel } from '../lab/probe.ts'
import { prepareTerminal } from '../lab/terminal.ts'
import { UsageError } from '../lib/errors.ts'
import { needsTerminal } from '../messages/terminal.ts'
import { assertLabFits } from './lab-fits.ts'

/**
 * What an assignment asks of the machine must be there: its network, and a terminal for each program
 * where it wants one. That is found out before anything is run.
 */
export async function assertMachineFits(
  assignment: Assignment,
  level: LabLevel,
  signal: AbortSignal,
): Promise<void> {
  assertLabFits(assignment, level)
  if (assignment.program.streams !== 'terminal') return
  const prepared = await prepareTerminal({ signal })
  if (prepared.kind === 'missing') throw new UsageError('terminal', needsTerminal(prepared.because))
}
