import { openHistory } from '../drive/history.ts'
import { nowMs } from '../lib/clock.ts'
import { besideCharacters } from '../plan/beside-characters.ts'
import { deliveriesOf, divisible } from '../plan/deliveries.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Happening } from '../transcript/event.ts'
import type { Impossible, Play, Transcript } from '../transcript/transcript.ts'
import { perform } from './perform.ts'
import { playCuts } from './cuts.ts'
import { playRandom } from './random.ts'
import { playShort } from './short-io.ts'
import type { Built, Site } from './site.ts'
import { playSlow } from './slow-reader.ts'

/** What the plays of a trial came to, or why there are none. */
type Played = { readonly plays: readonly Play[]; readonly impossible?: Impossible }

/** Runs one trial: plays its scenario in every way for which its lens stands. */
export async function runTrial(site: Site, built: Built, trial: Trial): Promise<Transcript> {
  const startMs = nowMs()
  const played = await playLens(site, built, trial)
  return transcriptOf(trial, played, nowMs() - startMs)
}

/**
 * Plays one delivery of a trial; besides, when that cuts through characters, the one that cuts
 * beside them, because the cause lies in the difference.
 */
export async function runDelivery(
  site: Site,
  built: Built,
  { trial, delivery }: { readonly trial: Trial; readonly delivery: Delivery },
): Promise<Transcript> {
  const startMs = nowMs()
  const played = await playDelivery(site, built, { trial, delivery })
  const other = besideCharacters(trial, delivery)
  const control = other && (await playDelivery(site, built, { trial, delivery: other }))
  const plays = [...played.plays, ...(control?.plays ?? [])]
  return transcriptOf(trial, { ...played, plays }, nowMs() - startMs)
}

/** A trial that could not begin, because a program did not build, or is not there. */
export function unplayedTrial(trial: Trial, happening: Happening): Transcript {
  const history = openHistory()
  history.record(happening)
  const play: Play = { delivery: { kind: 'whole' }, events: [...history.events] }
  return transcriptOf(trial, { plays: [play] }, 0)
}

function transcriptOf(
  { check, scenario, lens, seed, steps }: Trial,
  { plays, impossible }: Played,
  tookMs: number,
): Transcript {
  return {
    version: 2,
    check,
    scenario,
    lens,
    seed,
    steps: [...steps],
    plays: [...plays],
    ...(impossible === undefined ? {} : { impossible }),
    tookMs,
  }
}

async function playLens(site: Site, built: Built, trial: Trial): Promise<Played> {
  if (trial.lens === 'random') {
    return divisible(trial).length === 0 ? nothing : playRandom(site, built, trial)
  }
  const deliveries = deliveriesOf(trial, site.assignment.framing)
  const [delivery] = deliveries
  if (delivery === undefined) return nothing
  if (trial.lens === 'cuts') return playCuts(site, built, { trial, deliveries })
  if (trial.lens === 'short-io') return playShort(site, built, { trial, deliveries })
  return playDelivery(site, built, { trial, delivery })
}

const nothing: Played = { plays: [], impossible: 'nothing-to-deliver' }

async function playDelivery(
  site: Site,
  built: Built,
  what: { readonly trial: Trial; readonly delivery: Delivery },
): Promise<Played> {
  const { trial, delivery } = what
  switch (delivery.kind) {
    case 'short-io':
      return playShort(site, built, { trial, deliveries: [delivery] })
    case 'slow-reader':
      return { plays: [await playSlow(site, built, what)] }
    case 'whole':
    case 'bytewise':
    case 'cut':
    case 'pieces':
    case 'coalesced':
      return { plays: [await perform(site, built, what)] }
    default:
      return delivery satisfies never
  }
}
