import { bounds } from '../lib/bounds.ts'
import { isInsideCharacter } from '../lib/bytes.ts'
import { divisible } from '../plan/deliveries.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Play } from '../transcript/transcript.ts'
import type { Built, Site } from './site.ts'
import { openTheatre, type Theatre } from './theatre.ts'

type Cuts = { readonly trial: Trial; readonly deliveries: readonly Delivery[] }

/**
 * Plays every cut in ascending order until one fails: that is the smallest one. When it goes
 * through a character, the cuts that go through none are tried too, until one of them fails,
 * because whether one does is what tells the two bugs apart.
 */
export async function playCuts(
  site: Site,
  built: Built,
  { trial, deliveries }: Cuts,
): Promise<{ readonly plays: readonly Play[] }> {
  await using theatre = await openTheatre(site, built, trial)
  const plays: Play[] = []
  const isInside = insideCharacters(trial)
  let onlyOutside = false
  let left = [...deliveries]
  while (left.length > 0) {
    left = thinOut(left, theatre)
    const delivery = left.shift()!
    if (onlyOutside && isInside(delivery)) continue
    const { play, verdict } = await theatre.show(delivery)
    plays.push(play)
    if (verdict.kind !== 'fail') continue
    if (!isInside(delivery)) break
    onlyOutside = true
  }
  return { plays }
}

/** A program for each cut costs its start every time: then some cuts stand for all. */
function thinOut(left: Delivery[], theatre: Theatre): Delivery[] {
  const most = bounds.cutProgramsMax
  if (!theatre.alone() || left.length <= most) return left
  return Array.from({ length: most }, (_, index) => left[Math.floor((index * left.length) / most)]!)
}

function insideCharacters(trial: Trial): (delivery: Delivery) => boolean {
  const sent = new Map(divisible(trial).map(({ step, bytes }) => [step, bytes]))
  return (delivery) =>
    delivery.kind === 'cut' && isInsideCharacter(sent.get(delivery.step)!, delivery.at)
}
