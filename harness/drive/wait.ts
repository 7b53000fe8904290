import { HarnessError } from '../lib/errors.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { Peer } from './peer.ts'
import { within, type Stage } from './stage.ts'

/** What a look at the stage tells about an aim: there, out of reach, or still open. */
export type Outlook = 'met' | 'impossible' | 'open'

/** Waits until an aim is met or out of reach, or its limit has passed. */
export async function waitFor(
  stage: Stage,
  look: () => Outlook,
  limitMs: number,
): Promise<StepEnd> {
  const outcome = await stage.history.until(() => look() !== 'open', within(stage, limitMs))
  if (outcome === 'aborted') throw new HarnessError('the trial was interrupted')
  const outlook = look()
  return outlook === 'open' ? 'limit' : outlook
}

/** Waits until a peer is connected; later steps of a peer that is still connecting begin so. */
export function waitConnected(stage: Stage, peer: Peer): Promise<StepEnd> {
  return waitFor(stage, () => outlookOf(peer.status()), stage.limits.connectMs)
}

function outlookOf(status: ReturnType<Peer['status']>): Outlook {
  switch (status) {
    case 'connected':
      return 'met'
    case 'refused':
      return 'impossible'
    case 'connecting':
      return 'open'
    default:
      return status satisfies never
  }
}
