import { peersOf, type Step } from '../assignment/step.ts'
import { effortSince } from '../kernel/effort.ts'
import { connectionRow } from '../kernel/listening.ts'
import { seesKernel } from '../kernel/proc.ts'
import { readNetCounters } from '../kernel/read-net-counters.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import type { TcpRow } from '../kernel/tcp-table.ts'
import { lookQuiet } from '../launch/settle.ts'
import { nameWaits } from './name-waits.ts'
import type { Stage } from './stage.ts'

/**
 * Writes down what the kernel shows when a step was not met: of its peer's connection, whether the
 * program has accept()ed it, and what waits; of the program, where its threads wait.
 */
export function observe(stage: Stage, step: Step, number: number): void {
  if (!seesKernel()) return
  const rows = readTcpRows()
  for (const name of peersOf(step)) observePeer(stage, name, { rows, step: number })
  observeProgram(stage, { rows, step: number })
}

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

function observeProgram(stage: Stage, { rows, step }: Look): void {
  const { program, history, marks } = stage
  if (!program) return
  const mark = marks.at(-1)
  const waits = lookQuiet(program)?.waits ?? []
  history.record({
    kind: 'blocked',
    step,
    threads: nameWaits(stage, waits, rows),
    ...effortSince(program.processes(), mark?.schedules),
    elapsedMs: history.elapsedMs() - (mark?.atMs ?? 0),
    unreadResets: stage.alone
      ? readNetCounters().abortOnClose - stage.countersBefore.abortOnClose
      : 0,
  })
}
