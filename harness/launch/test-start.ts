import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Limits } from '../config/limits.ts'
import { bounds } from '../lib/bounds.ts'
import { pollUntil } from '../lib/poll.ts'
import type { Happening } from '../transcript/event.ts'
import { programEnvironment } from './environment.ts'
import { runVariable } from './processes.ts'
import { startProgram, type StartOptions } from './start.ts'

/** Starts a command as a program, in a folder of its own, and hears what happens to it. */
export async function start(
  command: readonly [string, ...string[]],
  limits = Limits.parse({}),
  terminal?: StartOptions['terminal'],
) {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const heard: Happening[] = []
  const program = await startProgram({
    command,
    cwd: folder,
    environment: programEnvironment(process.env, { HOME: folder, [runVariable]: folder }),
    pipesFolder: folder,
    mark: folder,
    limits,
    record: (happening) => heard.push(happening),
    ...(terminal && { terminal }),
  })
  const output = (stream: 'stdout' | 'stderr') =>
    heard
      .flatMap((one) => (one.kind === 'output' && one.stream === stream ? [one.data] : []))
      .map((data) => ('text' in data ? data.text : `<${data.base64}>`))
      .join('')
  const { signal } = new AbortController()
  const ended = () =>
    pollUntil(() => program.exit() !== undefined, { limitMs: bounds.worldMs, signal })
  return { program, heard, output, ended }
}
