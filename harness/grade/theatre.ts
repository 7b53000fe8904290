import { judgePlay } from '../judge/play.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Play } from '../transcript/transcript.ts'
import { perform } from './perform.ts'
import { isSharable, openShared, type Shared } from './shared.ts'
import type { Built, Site } from './site.ts'

/** A play and what the judge says of it. */
type Shown = { readonly play: Play; readonly verdict: Verdict }

/** Where one scenario is played many times, as cheaply as the program allows. */
export type Theatre = AsyncDisposable & {
  show(delivery: Delivery): Promise<Shown>
  /** Whether each play needs a program of its own. */
  alone(): boolean
}

/**
 * Plays to one and the same program as long as that works. What does not pass there is played again
 * to a program of its own, and only that counts; when it passes then, the program cannot be shared.
 * Neither can one that goes on computing when its peers have left.
 */
export async function openTheatre(site: Site, built: Built, trial: Trial): Promise<Theatre> {
  const script = { steps: trial.steps, framing: site.assignment.framing }
  let shared: Shared | undefined
  let alone = !isSharable(built, trial)
  const close = async () => {
    await shared?.[Symbol.asyncDispose]()
    shared = undefined
  }
  const together = async (delivery: Delivery): Promise<Shown | undefined> => {
    shared ??= await openShared(site, built, trial)
    const play = await shared?.play(delivery)
    if (play === undefined || shared?.restless() === true) {
      alone = true
      await close()
    }
    return play && { play, verdict: judgePlay(script, play) }
  }
  return {
    alone: () => alone,
    async show(delivery) {
      const first = alone ? undefined : await together(delivery)
      if (first?.verdict.kind === 'pass') return first
      await close()
      const play = await perform(site, built, { trial, delivery })
      const shown = { play, verdict: judgePlay(script, play) }
      if (shown.verdict.kind === 'pass') alone = true
      return shown
    },
    [Symbol.asyncDispose]: close,
  }
}
