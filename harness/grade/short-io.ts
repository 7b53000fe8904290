import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { prepareShortIo } from '../lab/short-io.ts'
import type { Trial } from '../plan/trials.ts'
import type { Delivery } from '../transcript/delivery.ts'
import type { Impossible, Play } from '../transcript/transcript.ts'
import { giveTo } from '../launch/workspace.ts'
import { perform } from './perform.ts'
import type { Built, Site } from './site.ts'

/**
 * Plays to a program whose system calls on sockets take less than they were asked for. Only plays
 * in which such a call is known to have happened count: a program that makes its calls without the
 * C library is not touched.
 */
export async function playShort(
  site: Site,
  built: Built,
  { trial, deliveries }: { readonly trial: Trial; readonly deliveries: readonly Delivery[] },
): Promise<{ readonly plays: readonly Play[]; readonly impossible?: Impossible }> {
  const shim = await prepareShortIo(site)
  if (shim.kind === 'missing') return { plays: [], impossible: 'not-on-this-machine' }
  const plays: Play[] = []
  for (const delivery of deliveries) {
    if (delivery.kind !== 'short-io') continue
    const mark = join(await marksFolder(site), delivery.what)
    await rm(mark, { force: true })
    const preload = { library: shim.library, mode: delivery.what, mark }
    const play = await perform(site, built, { trial, delivery, preload })
    if (existsSync(mark)) plays.push(play)
  }
  return plays.length > 0 ? { plays } : { plays, impossible: 'not-for-this-program' }
}

/** A program writes its mark there itself. */
async function marksFolder({ folder, user }: Site): Promise<string> {
  const marks = join(folder, 'marks')
  await mkdir(marks, { recursive: true })
  if (user !== undefined) await giveTo(user, marks)
  return marks
}
