import type { Payload } from '../assignment/payload.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { connectionRow } from '../kernel/listening.ts'
import { readTcpRows } from '../kernel/read-tcp.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { pollUntil } from '../lib/poll.ts'
import { fragment } from '../plan/fragment.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { Peer } from './peer.ts'
import { within, type Stage } from './stage.ts'

/**
 * Sends bytes as the lens says. A further fragment goes out only when the program is seen to have
 * read everything before it, so that the two cannot arrive as one.
 */
export async function sendPayload(stage: Stage, peer: Peer, payload: Payload): Promise<StepEnd> {
  const pieces = fragment(payloadBytes(payload), stage.lens, stage.seed)
  let apart: 'proved' | 'attempted' = 'proved'
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && apart === 'proved') apart = await waitUntilRead(stage, peer)
    if (peer.end() === 'reset') return 'impossible'
    stage.history.record({ kind: 'sent', peer: peer.name, data: encodeBytes(piece), apart })
    await peer.write(piece)
  }
  return 'met'
}

/**
 * Waits until the program's receive queue for this peer is empty and nothing of ours is in flight.
 * A program that never reads has a limit; the rest is then sent without a pause.
 */
async function waitUntilRead(stage: Stage, peer: Peer): Promise<'proved' | 'attempted'> {
  let proved = false
  await pollUntil(
    () => {
      if (peer.end() === 'reset') return true
      const { peer: own, program } = peer.ports()
      const rows = readTcpRows()
      const theirs = connectionRow(rows, { program, peer: own })
      const ours = connectionRow(rows, { program: own, peer: program })
      if (theirs === undefined) return rows.length > 0
      proved = theirs.receiveQueue === 0 && theirs.inode !== 0 && (ours?.sendQueueBytes ?? 0) === 0
      return proved
    },
    within(stage, stage.limits.readMs),
  )
  return proved ? 'proved' : 'attempted'
}
