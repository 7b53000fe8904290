import { connectionRow } from '../kernel/listening.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { seesKernel } from '../kernel/proc.ts'
import { bounds } from '../lib/bounds.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { nowMs, pause } from '../lib/clock.ts'
import { pollUntil } from '../lib/poll.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { Peer } from './peer.ts'
import { lookSettled, staysSettled } from './settle.ts'
import { within, type Stage } from './stage.ts'

/**
 * Sends the bytes of a step in the pieces of this delivery. A further piece goes out only when the
 * program is seen to have read everything before it, so that the two cannot arrive as one.
 */
export async function sendPieces(stage: Stage, peer: Peer, step: number): Promise<StepEnd> {
  let apart: Apart = 'proved'
  for (const [index, piece] of (stage.pieces.get(step) ?? []).entries()) {
    if (index > 0 && apart !== 'attempted') apart = await waitUntilRead(stage, peer)
    if (peer.end() === 'reset') return 'impossible'
    const bytes = piece.length
    const data = stage.filled.has(step) ? { data: encodeBytes(piece) } : {}
    const how = { further: index > 0, apart }
    stage.history.record({ kind: 'sent', peer: peer.name, bytes, ...data, ...how })
    await write(stage, peer, piece)
  }
  return 'met'
}

type Apart = 'proved' | 'timed' | 'attempted'

/** Where nothing is seen of the kernel there is only a pause. */
async function waitApart({ signal }: Stage): Promise<Apart> {
  await pause(bounds.apartMs, signal)
  return 'timed'
}

/**
 * What does not fit into the kernel's buffers waits there: that a program does not read is no
 * reason to wait for it here.
 */
async function write(stage: Stage, peer: Peer, piece: Uint8Array): Promise<void> {
  const written = peer.write(piece)
  if (!peer.flushed())
    await pollUntil(() => isTaken(stage, peer), within(stage, stage.limits.readMs))
  else await written
}

async function isTaken(stage: Stage, peer: Peer): Promise<boolean> {
  return peer.flushed() || peer.end() !== undefined || isStuck(stage)
}

/**
 * Waits until the program has taken everything from its receive queue for this peer. A program that
 * never reads is found out as soon as it waits for something else, or by a limit; the rest is then
 * sent without a pause.
 */
async function waitUntilRead(stage: Stage, peer: Peer): Promise<Apart> {
  if (!seesKernel()) return waitApart(stage)
  let seen = unread
  let stuck = false
  const startMs = nowMs()
  await pollUntil(
    async () => {
      if (peer.end() === 'reset') return true
      seen = lookAtQueue(peer, seen.arrived || stuck)
      // What is seen of a program after it was found stuck is final; what was seen before is not.
      if (seen.kind !== 'unread' || stuck) return true
      // Most programs read at once, and a look at all of one costs more than one at its queue.
      const isLate = seen.arrived && nowMs() - startMs > bounds.readSoonMs
      stuck = isLate && (await isStuck(stage))
      return false
    },
    within(stage, stage.limits.readMs),
  )
  return seen.kind === 'read' ? 'proved' : 'attempted'
}

/**
 * What has become of the bytes sent so far: whether all of them have reached the program's queue,
 * and are read; `gone` when its end of the connection is.
 */
type Seen = { readonly kind: 'unread' | 'read' | 'gone'; readonly arrived: boolean }

const unread: Seen = { kind: 'unread', arrived: false }

/**
 * The rows of a table are not of one moment: an empty queue means that everything was read only if
 * everything had arrived before its row was made, as an earlier row, or an earlier table, shows.
 */
function lookAtQueue(peer: Peer, arrivedBefore: boolean): Seen {
  const { peer: own, program } = peer.ports()
  const rows = readTcpRows()
  const theirs = connectionRow(rows, { program, peer: own })
  const ours = connectionRow(rows, { program: own, peer: program })
  if (theirs === undefined) return { ...unread, kind: rows.length > 0 ? 'gone' : 'unread' }
  const arrives = ours?.sendQueueBytes === 0
  const known = arrivedBefore || (arrives && rows.indexOf(ours) < rows.indexOf(theirs))
  const isRead = known && theirs.receiveQueue === 0 && theirs.inode !== 0
  return { kind: isRead ? 'read' : 'unread', arrived: arrivedBefore || arrives }
}

/** Whether the program is known not to move until we do something. */
async function isStuck(stage: Stage): Promise<boolean> {
  if (stage.trust.kind === 'unverified' || stage.trust.kind === 'timed') return false
  const quiet = await lookSettled(stage)
  const deadlineMs = stage.history.elapsedMs() + stage.limits.readMs
  return quiet !== undefined && staysSettled(stage, quiet, deadlineMs)
}
