import { join } from 'node:path'
import { mountDisk, plainDisk, unmountDisk, type Disk } from '../lab/disk.ts'
import { makeEtcFolder } from '../lab/etc-folder.ts'
import { bounds } from '../lib/bounds.ts'
import type { LabKind } from '../lib/lab-kind.ts'
import type { Site } from './site.ts'

/** Makes in the worker's own folder what all programs need, as the lab's level wants it. */
export async function openSite(known: Omit<Site, 'disk' | 'etc'>): Promise<Site> {
  const { lab, folder, user } = known
  const etc = join(folder, 'etc')
  if (lab === 'lab') await makeEtcFolder(etc, user ?? bounds.programUser)
  return { ...known, etc, disk: await openDisk(lab, join(folder, diskName)) }
}

const diskName = 'disk'

/**
 * Takes the disk in the worker's own folder away, also from under programs that still run. It need
 * not be there.
 */
export function takeDiskAway(folder: string): Promise<void> {
  return unmountDisk(join(folder, diskName))
}

/** A private network comes with mounts of the worker's own; where these fail, it is no loss there. */
async function openDisk(lab: LabKind, folder: string): Promise<Disk> {
  if (lab === 'lab') return mountDisk(folder)
  if (lab === 'net') return mountDisk(folder).catch(() => plainDisk(folder))
  return plainDisk(folder)
}
