import { execa } from 'execa'
import { bounds } from '../lib/bounds.ts'
import type { CommandLine } from './enter.ts'

/** Whether a command worked, and what it said; where it said nothing, why it failed. */
export type Attempt = { readonly worked: boolean; readonly said: string }

/** Runs a command to see whether the machine can do it. */
export async function tryCommand(
  [file, ...args]: CommandLine,
  signal?: AbortSignal,
): Promise<Attempt> {
  const result = await execa(file, args, {
    all: true,
    reject: false,
    stdin: 'ignore',
    timeout: bounds.probeMs,
    ...(signal ? { cancelSignal: signal } : {}),
  })
  const why = result.timedOut ? `not finished after ${bounds.probeMs} ms` : result.originalMessage
  return { worked: !result.failed, said: result.all.trim() || (why ?? '') }
}

/** The first line of what a command said. */
export function firstLine({ said }: Attempt): string {
  return said.split('\n')[0]!
}
