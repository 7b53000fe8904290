import { smallBuffers } from '../lab/small-buffers.ts'
import type { Play } from '../transcript/transcript.ts'
import { hasPrivateNetwork } from '../lib/lab-kind.ts'
import { perform, type Performance } from './perform.ts'
import type { Built, Site } from './site.ts'

/** Plays with peers that read late; in a network of our own also through small buffers. */
export async function playSlow(site: Site, built: Built, what: Performance): Promise<Play> {
  await using _ = hasPrivateNetwork(site.lab) ? smallBuffers() : undefined
  // Awaited here: what is returned outlives the small buffers.
  return await perform(site, built, what)
}
