import { regrade as judgeAgain } from '../batch/regrade.ts'
import { loadGradebook } from '../batch/store.ts'
import * as say from '../messages/cli.ts'
import { renderClass } from '../report/terminal/class.ts'
import { UsageError } from '../lib/errors.ts'
import { otherAssignment } from '../messages/store.ts'
import { exitCodes } from './exit-codes.ts'
import { openAssignment } from './open.ts'
import type { Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'

/** `enchufe regrade`: judges stored results again; the assignment is the one that they name. */
export async function regrade(terminal: Terminal, folder: string, words: Words): Promise<number> {
  const store = { folder }
  const { assignment } = await loadGradebook(store)
  const { loaded } = await openAssignment({ assignment: assignment.id, ...words })
  if (loaded.assignment.id !== assignment.id) {
    const text = otherAssignment(folder, assignment.id, loaded.assignment.id)
    throw new UsageError('results', text)
  }
  const { reports } = await judgeAgain(store, loaded)
  const { language, width } = terminal
  for (const line of renderClass(reports, { language, width, paint: paintFor(terminal) })) {
    terminal.out(line)
  }
  terminal.out('')
  terminal.out(say.resultsIn(folder)[language])
  return exitCodes.done
}
