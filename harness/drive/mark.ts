import type { Step } from '../assignment/step.ts'
import { countSockets } from '../kernel/descriptors.ts'
import { looseSockets } from '../kernel/loose-sockets.ts'
import { readSchedules } from '../kernel/threads.ts'
import type { Stage } from './stage.ts'

/**
 * Before a step that does something to the program: notes what its threads have done so far, so
 * that it can be told later what came of it; and before the first one, how many sockets it has.
 */
export function markBefore(stage: Stage, { kind }: Step): void {
  if (!stage.program || !doers.has(kind)) return
  const pids = stage.program.processes()
  stage.socketsBefore ??= { all: countSockets(pids), loose: looseSockets(pids, new Set()) }
  stage.marks.push({ atMs: stage.history.elapsedMs(), schedules: readSchedules(pids) })
}

const doers: ReadonlySet<Step['kind']> = new Set([
  'connect',
  'connectTogether',
  'accept',
  'send',
  'sendDatagram',
  'fence',
  'drain',
  'halfClose',
  'close',
  'reset',
  'stdin',
  'signal',
  'thaw',
  'restart',
  'startOther',
])
