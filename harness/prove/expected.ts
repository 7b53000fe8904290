import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Report } from '../judge/report.ts'
import { messageOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/prove.ts'

/**
 * What a fixture's `expected.json` holds: the defect in a sentence, and every check that it does
 * not pass with its cause, or `skipped`.
 */
const Expected = z.strictObject({
  about: z.string().min(1),
  lost: z.record(z.string(), z.string()),
})
type Expected = z.output<typeof Expected>

/** A program with one known defect, or none. */
export type Fixture = {
  readonly name: string
  readonly folder: string
  readonly expected: Expected
}

/** The fixtures of an assignment, sorted by name. */
export async function loadFixtures(folder: string): Promise<readonly Fixture[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = items.filter((item) => item.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const path = join(folder, name)
      return { name, folder: path, expected: await loadExpected(join(path, 'expected.json')) }
    }),
  )
}

async function loadExpected(path: string): Promise<Expected> {
  try {
    return Expected.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new UsageError('fixture', say.unreadableExpectation(path, messageOf(error)))
  }
}

/** What a report lost, in the form of `expected.json`. */
export function lostOf(report: Report): Readonly<Record<string, string>> {
  if (report.status === 'not-gradable') return { '*': 'not-gradable' }
  return Object.fromEntries(
    report.checks
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, verdict, cause }) => [id, cause ?? verdict]),
  )
}
