import { complaint, missing, prepareOwn, tryOut, type OwnCode, type Until } from './own-code.ts'

/** The program that keeps terminals (`terminal.c`), or why this machine cannot have it. */
export type TerminalKeeper =
  | { readonly kind: 'ready'; readonly keeper: string }
  | { readonly kind: 'missing'; readonly because: string }

/** The keeper, compiled at most once for each machine, and seen to get a terminal of this one. */
export async function prepareTerminal(until: Until): Promise<TerminalKeeper> {
  remembered ??= await prepare(until)
  return remembered
}

let remembered: TerminalKeeper | undefined

async function prepare(until: Until): Promise<TerminalKeeper> {
  if (process.platform !== 'linux') return missing('terminals are kept on Linux only')
  const compiled = await prepareOwn(terminal, until)
  return compiled.kind === 'ready' ? { kind: 'ready', keeper: compiled.file } : compiled
}

/** Where a machine, or a world, gives terminals (pts(4)). */
export const terminalMaker = '/dev/ptmx'

const terminal: OwnCode = {
  name: 'terminal',
  suffix: '',
  options: [],
  libraries: [],
  async faultIn(keeper, until) {
    const result = await tryOut(keeper, ['try', terminalMaker], until)
    if (!result.failed) return undefined
    return `${terminalMaker}: ${complaint(result).replace(`${terminalMaker}: `, '')}`
  },
}
