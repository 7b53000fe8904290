import { mkdir } from 'node:fs/promises'
import { execa } from 'execa'
import { bounds } from '../lib/bounds.ts'
import { HarnessError } from '../lib/errors.ts'

/** A folder for what programs may write, and how much that may be. */
export type Disk = {
  readonly folder: string
  /** A share of it, with which it grows, until that is given back. */
  share(): DiskShare
}

/** What one of several programs may use of a disk. Disposing of it gives it back. */
export type DiskShare = Disposable & {
  /** Sets how many bytes it is; where the machine does not limit the disk, nothing happens. */
  resize(bytes: number): Promise<void>
}

/**
 * Makes a folder that can be filled without filling anybody's disk: a file system of its own in
 * memory (tmpfs(5)), which only a mount namespace of the worker's own can have.
 */
export async function mountDisk(folder: string): Promise<Disk> {
  await mkdir(folder)
  await mount(`mode=700,nosuid,nodev,nr_inodes=${bounds.diskFilesMax}`, folder)
  return {
    folder,
    ...shared((bytes) => mount(`remount,size=${bytes}`, folder)),
  }
}

/** Takes such a file system away, also from under programs that still run; it may be gone already. */
export async function unmountDisk(folder: string): Promise<void> {
  await execa('umount', ['--lazy', folder], { reject: false, timeout: bounds.probeMs })
}

/** Where there is none: a folder like any other. */
export async function plainDisk(folder: string): Promise<Disk> {
  await mkdir(folder, { recursive: true })
  return { folder, ...shared(() => Promise.resolve()) }
}

/** The disk is as large as all its shares together. */
function shared(resize: (bytes: number) => Promise<void>): Pick<Disk, 'share'> {
  const shares = new Map<DiskShare, number>()
  return {
    share() {
      const share: DiskShare = {
        resize(bytes) {
          shares.set(share, bytes)
          return resize([...shares.values()].reduce((total, one) => total + one, 0))
        },
        [Symbol.dispose]: () => void shares.delete(share),
      }
      return share
    },
  }
}

async function mount(options: string, folder: string): Promise<void> {
  const args = ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]
  const result = await execa('mount', args, { all: true, reject: false, timeout: bounds.probeMs })
  if (result.failed) throw new HarnessError(`no disk for programs: ${result.all.trim()}`)
}
