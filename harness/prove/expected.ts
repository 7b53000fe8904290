import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Problem } from '../assignment/problem.ts'
import { failOn, parseData, readData } from '../assignment/read-data.ts'
import { Cause } from '../judge/cause.ts'
import type { Report } from '../judge/report.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/prove.ts'
import { unknownAfter } from '../messages/references.ts'

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

/** The fixtures of an assignment that has these checks, sorted by name. */
export async function loadFixtures(
  folder: string,
  checks: readonly string[],
): Promise<readonly Fixture[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = items.filter((item) => item.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const path = join(folder, name)
      return { name, folder: path, expected: await loadExpected(path, checks) }
    }),
  )
}

async function loadExpected(folder: string, checks: readonly string[]): Promise<Expected> {
  const path = join(folder, 'expected.json')
  const isThere = await stat(path).catch(() => undefined)
  if (!isThere) throw new UsageError('fixture', say.noExpectation(path))
  const data = await readData(path)
  const expected = parseData(Expected, path, data)
  const problems = Object.entries(expected.lost).flatMap((lost) => lostProblems(lost, checks))
  return problems.length > 0 ? failOn(path, data, problems) : expected
}

/** A word that no report has would only be told as a difference after all has been run. */
function lostProblems([check, cause]: [string, string], checks: readonly string[]): Problem[] {
  const path = ['lost', check]
  if (check === everything) {
    return cause === notGradable ? [] : [{ path, text: say.nothingButNotGradable(cause) }]
  }
  const found: Problem[] = []
  if (!checks.includes(check)) {
    found.push({ path, text: unknownAfter(check, didYouMean(check, checks), checks) })
  }
  if (!causes.includes(cause)) {
    found.push({ path, text: say.unknownCause(cause, didYouMean(cause, causes)) })
  }
  return found
}

const everything = '*'
const notGradable = 'not-gradable'
const causes = [...Cause.options.map(({ shape }) => shape.kind.value as string), 'skipped']

/** What a report lost, in the form of `expected.json`. */
export function lostOf(report: Report): Readonly<Record<string, string>> {
  if (report.status === 'not-gradable') return { [everything]: notGradable }
  return Object.fromEntries(
    report.checks
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, verdict, cause }) => [id, cause ?? verdict]),
  )
}
