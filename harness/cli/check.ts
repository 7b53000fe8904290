import { realpath, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Submission } from '../intake/submission.ts'
import { codeOf, UsageError } from '../lib/errors.ts'
import * as usage from '../messages/usage.ts'
import { commandOf, sameOptions } from './again.ts'
import { onlyOf, openAssignment, type Opened } from './open.ts'
import { labOf, lensesOf, replayOf, seedOf, type Words } from './options.ts'
import { runOne, type RunOne } from './run-one.ts'
import type { Terminal } from './terminal.ts'

/** `enchufe check`: checks one program, for the person who wrote it. */
export async function check(terminal: Terminal, folder: string, words: Words): Promise<number> {
  const opened = await openAssignment(words)
  const only = onlyOf(words, opened.loaded)
  const lenses = lensesOf(words)
  const replay = replayOf(words, opened.loaded)
  const seed = seedOf(words)
  const submission = await ownSubmission(folder)
  return runOne(terminal, opened, {
    submission,
    lab: labOf(words, opened.config),
    selection: {
      seed,
      ...(only ? { only } : {}),
      ...(lenses ? { lenses } : {}),
      ...(replay ? { replay } : {}),
    },
    of: 'own',
    json: words.json === true,
    verbose: words.verbose === true,
    again: againOf(folder, opened, words),
  })
}

/** The command that plays a failure again, under the same options. */
function againOf(folder: string, { loaded }: Opened, words: Words): RunOne['again'] {
  const { id, checks } = loaded.assignment
  return (failed, { scenario, delivery }) => {
    const scenarios = Object.keys(checks.find((one) => one.id === failed)!.scenarios)
    const options = {
      '--assignment': words.assignment ?? id,
      '--only': failed,
      '--scenario': scenarios.length > 1 ? scenario : undefined,
      '--delivery': delivery,
      '--seed': words.seed,
      ...sameOptions(words),
    }
    return `${commandOf(['check', folder], options)} --verbose`
  }
}

async function ownSubmission(folder: string): Promise<Submission> {
  const path = await realpath(resolve(folder)).catch((error: unknown) => {
    throw new UsageError('submission', usage.submissionUnreadable(folder, codeOf(error) ?? ''))
  })
  const status = await stat(path)
  if (!status.isDirectory() && !status.isFile()) {
    throw new UsageError('submission', usage.submissionUnreadable(folder, 'ENOTDIR'))
  }
  const id = basename(path)
  return { id, students: [id], folder: path }
}
