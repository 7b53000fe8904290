import { basename } from 'node:path'
import { complaint, missing, prepareOwn, tryOut, type OwnCode, type Until } from './own-code.ts'

/** The library that makes socket calls short, or why this machine cannot have it. */
export type ShortIo =
  | { readonly kind: 'ready'; readonly library: string }
  | { readonly kind: 'missing'; readonly because: string }

/** The library, compiled at most once for each machine, as `prepareOwn` does. */
export async function prepareShortIo(until: Until): Promise<ShortIo> {
  remembered ??= await prepare(until)
  return remembered
}

/** The environment in which a program's reads or writes are short; children inherit it. */
export function shortIoEnvironment(
  library: string,
  mode: 'reads' | 'writes',
  markFile: string,
): Record<string, string> {
  return { LD_PRELOAD: library, ENCHUFE_SHORT_IO: mode, ENCHUFE_SHORT_IO_MARK: markFile }
}

let remembered: ShortIo | undefined

async function prepare(until: Until): Promise<ShortIo> {
  if (process.platform !== 'linux') return missing('libraries are put before libc on Linux only')
  const compiled = await prepareOwn(shortIo, until)
  return compiled.kind === 'ready' ? { kind: 'ready', library: compiled.file } : compiled
}

const shortIo: OwnCode = {
  name: 'short-io',
  suffix: '.so',
  options: ['-shared', '-fPIC'],
  libraries: ['-ldl'],
  /** What the loader says where a program starts with the library; it goes on without it. */
  async faultIn(library, until) {
    const result = await tryOut('true', [], { ...until, env: { LD_PRELOAD: library } })
    if (!result.failed && result.all === '') return undefined
    return complaint(result).replaceAll(library, basename(library))
  },
}
