import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProgramRule } from '../assignment/schema.ts'
import type { Trust } from '../drive/trust.ts'

/**
 * Whether a submission's waits can be presumed true from the start: none of its files names a timer
 * that the calls of a program do not show. `built` is the folder of what was built from `source`.
 * In a terminal they say nothing: what is typed or written there may be on its way, and no table
 * shows it.
 */
export function initialTrust(
  source: string,
  built: string,
  streams?: ProgramRule['streams'],
): Trust {
  if (streams === 'terminal') return { kind: 'timed' }
  const files = [...filesIn(source), ...filesIn(built)]
  return { kind: files.some(mayHideTimer) ? 'unverified' : 'presumed' }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
}

function mayHideTimer(file: string): boolean {
  const text = readFileSync(file, 'latin1')
  if (timerNames.test(text)) return true
  return !text.includes('\0') && text.includes('setsockopt') && timeoutOptions.test(text)
}

/** setsockopt(2) of SO_RCVTIMEO and SO_SNDTIMEO; alarm(2), ualarm(3), setitimer(2). */
const timerNames = /SO_(?:RCV|SND)TIMEO|(?<![a-z])(?:u?alarm|setitimer)\b/

/** Their numbers, old and new (include/uapi/asm-generic/socket.h). */
const timeoutOptions = /\b(?:20|21|66|67|0x1[45]|0x4[23])\b/i
