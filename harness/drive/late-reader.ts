import { pollUntil } from '../lib/poll.ts'
import type { Peer } from './peer.ts'
import { lookSettled } from './settle.ts'
import { within, type Stage } from './stage.ts'

/**
 * A peer that reads late begins to read when it expects something: as soon as the program waits,
 * having filled all buffers or sent all that it wanted, or has not come to that within a limit.
 */
export async function lookLate(stage: Stage, peer: Peer): Promise<void> {
  if (peer.reading()) return
  await pollUntil(
    async () => (await lookSettled(stage)) !== undefined,
    within(stage, stage.limits.readMs),
  )
  peer.startReading()
}
