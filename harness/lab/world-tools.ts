import { HarnessError } from '../lib/errors.ts'
import { findExecutable } from './find-executable.ts'

/** The programs that make a world and start something in it: bubblewrap, and those of util-linux. */
export const worldTools = ['bwrap', 'nsenter', 'setpriv', 'setsid', 'prlimit'] as const

/** Where each of them is. */
export type WorldTools = Readonly<Record<(typeof worldTools)[number], string>>

/** Finds them; an error that names the one that is missing. */
export function findWorldTools(): WorldTools {
  found ??= {
    bwrap: find('bwrap'),
    nsenter: find('nsenter'),
    setpriv: find('setpriv'),
    setsid: find('setsid'),
    prlimit: find('prlimit'),
  }
  return found
}

let found: WorldTools | undefined

function find(name: (typeof worldTools)[number]): string {
  const path = findExecutable(name, `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin`)
  if (path === undefined) throw new HarnessError(`"${name}" is not on this machine`)
  return path
}
