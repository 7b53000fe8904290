import { peersOf, type Step } from '../assignment/step.ts'
import { effortSince } from '../kernel/effort.ts'
import { connectionRow } from '../kernel/listening.ts'
import { seesKernel } from '../kernel/proc.ts'
import { readNetCounters } from '../kernel/read-net-counters.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import type { TcpRow } from '../kernel/tcp-table.ts'
import type { WaitingThread } from '../kernel/threads.ts'
import { lookQuiet } from '../launch/settle.ts'
import type { StepEnd } from '../transcript/event.ts'
import { observeDatagrams } from './datagrams-seen.ts'
import { nameWaits } from './name-waits.ts'
import type { Stage } from './stage.ts'

/**
 * Writes down what the kernel shows when a step was not met: of its peer's connection, whether the
 * program has accept()ed it, and what waits; of the program, where its threads wait.
 */
export function observe(stage: Stage, step: Step, { number, end }: Missed): void {
  if (!seesKernel()) return
  const look = { rows: readTcpRows(), step: number }
  for (const name of peersOf(step)) observePeer(stage, name, look)
  if (stage.transport === 'udp') observeDatagrams(stage, number)
  const program = stage.program
  // What was proved to wait for good still does; a new look may be disturbed by somebody else.
  const known = end === 'settled' ? stage.quiet : undefined
  const quiet = known ?? (program && lookQuiet(program))
  observeProgram(stage, quiet?.waits ?? [], look)
}

/** Which step was not met, and how it ended. */
type Missed = { readonly number: number; readonly end: StepEnd }

type Look = { readonly rows: readonly TcpRow[]; readonly step: number }

function observePeer(stage: Stage, name: string, { rows, step }: Look): void {
  const peer = stage.peers.get(name)
  if (!peer) return
  const ports = peer.ports()
  const theirs = connectionRow(rows, { program: stage.address.port, peer: ports.peer })
  const listening = rows.find(
    (row) => row.state === 'listen' && row.localPort === stage.address.port,
  )
  stage.history.record({
    kind: 'observed',
    peer: name,
    step,
    known: theirs !== undefined,
    accepted: theirs !== undefined && theirs.inode !== 0,
    unreadBytes: theirs?.receiveQueue ?? 0,
    listening: listening !== undefined,
    waitingConnections: listening?.receiveQueue ?? 0,
    halfClosed: theirs?.state === 'close-wait',
  })
}

function observeProgram(stage: Stage, waits: readonly WaitingThread[], { rows, step }: Look): void {
  const { program, history, marks, others } = stage
  // The kernel counts those of every program.
  const counts = stage.alone && others.size === 0
  if (!program) return
  const mark = marks.at(-1)
  history.record({
    kind: 'blocked',
    step,
    threads: nameWaits(stage, waits, rows),
    ...effortSince(program.processes(), mark?.schedules),
    elapsedMs: history.elapsedMs() - (mark?.atMs ?? 0),
    unreadResets: counts ? readNetCounters().abortOnClose - stage.countersBefore.abortOnClose : 0,
  })
}
