import { statSync } from 'node:fs'
import { readOpenFiles } from './open-files.ts'
import { orElse } from './proc.ts'

/** What tells a file from every other one on the machine. */
type Identity = { readonly dev: number; readonly ino: number }

/** Whether some processes have a file open so that they could write more to it (proc_pid_fdinfo(5)). */
export function isOpenForWriting(pids: readonly number[], file: Identity): boolean {
  return pids.some((pid) =>
    readOpenFiles(pid).some(({ descriptor, target, information }) => {
      if (!target.startsWith('/') || !isFor(information(), writing)) return false
      const status = orElse(() => statSync(`/proc/${pid}/fd/${descriptor}`), undefined)
      return status?.ino === file.ino && status.dev === file.dev
    }),
  )
}

/** O_WRONLY and O_RDWR, in the octal digits of `flags:`. */
const writing = 0o3

function isFor(information: string, flags: number): boolean {
  const octal = /^flags:\s*([0-7]+)$/m.exec(information)?.[1]
  return octal !== undefined && (Number.parseInt(octal, 8) & flags) !== 0
}
