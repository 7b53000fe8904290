import { bounds } from '../lib/bounds.ts'
import { divisible, type Sent } from '../plan/deliveries.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Play } from '../transcript/transcript.ts'
import type { Built, Site } from './site.ts'
import { openTheatre } from './theatre.ts'

/**
 * Plays a scenario cut at random places, which the seed determines. When a play fails, fewer and
 * earlier cuts are tried as long as they fail too: what is left is the smallest failing
 * fragmentation, and it is the play that counts.
 */
export async function playRandom(
  site: Site,
  built: Built,
  trial: Trial,
): Promise<{ readonly plays: readonly Play[] }> {
  // It takes a while to load, and most runs never need it.
  const { array, asyncProperty, check, integer, tuple } = await import('fast-check')
  await using theatre = await openTheatre(site, built, trial)
  const passed: Play[] = []
  let failed: Play | undefined
  const sends = divisible(trial)
  const cuts = tuple(
    ...sends.map(({ bytes }) =>
      array(integer({ min: 1, max: bytes.length - 1 }), { maxLength: bounds.randomCutsMax }),
    ),
  )
  const property = asyncProperty(cuts, async (offsets) => {
    const { play, verdict } = await theatre.show(toDelivery(sends, offsets))
    if (verdict.kind !== 'fail') passed.push(play)
    else failed = play
    return verdict.kind !== 'fail'
  })
  await check(property, {
    seed: trial.seed,
    numRuns: bounds.randomRunsCount,
    interruptAfterTimeLimit: bounds.shrinkMs,
  })
  return { plays: failed ? [failed] : passed }
}

function toDelivery(sends: readonly Sent[], offsets: readonly (readonly number[])[]): Delivery {
  const cuts = sends.map(({ step }, index) => ({
    step,
    at: [...new Set(offsets[index])].toSorted((left, right) => left - right),
  }))
  return { kind: 'pieces', cuts: cuts.filter(({ at }) => at.length > 0) }
}
