import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { findAssignment } from '../assignment/find.ts'
import { loadAssignment } from '../assignment/load.ts'
import { Cause, type CauseKind } from '../judge/cause.ts'
import { loadFixtures } from './expected.ts'

const folder = fileURLToPath(new URL('../../fixtures', import.meta.url))
const specs = fileURLToPath(new URL('../../specs', import.meta.url))

/** Causes that are told from their symptoms by the kernel's state or by what else passes. */
const diagnoses = [
  'one-recv-per-message',
  'reads-past-one-message',
  'decodes-partial-utf8',
  'send-without-loop',
  'serial-service',
  'reset-with-unread-data',
  'never-closes',
  'spins-at-end-of-input',
  'dies-of-sigpipe',
  'listens-elsewhere',
  'leaks-descriptors',
  'answered-early',
  'long-line-in-pieces',
  'not-announced',
  'announced-elsewhere',
] as const satisfies readonly CauseKind[]

/** Causes that no fixture has, each with the test that shows it, and why there is no fixture. */
const elsewhere = {
  // No assignment asks for an answer that it could not write down.
  'wrong-hash': '../judge/captures.test.ts',
  // No fixture of ours shows it yet; its test judges recorded events.
  'sent-again-in-vain': '../judge/repetition.test.ts',
  // In the assignment of ours with two programs no client is judged with the server of its author.
  'other-did-not-start': '../judge/other-steps.test.ts',
  // No fixture of ours shows it yet; its test judges recorded events.
  'no-file': '../judge/file-step.test.ts',
} as const satisfies { readonly [K in CauseKind]?: string }

async function languagesByCause() {
  const items = await readdir(folder, { withFileTypes: true })
  const names = items.flatMap((item) => (item.isDirectory() ? [item.name] : []))
  const assignments = names.filter((name) => name !== 'probes' && name !== 'hostile')
  const fixtures = await Promise.all(
    assignments.map(async (name) => {
      const { assignment } = await loadAssignment(await findAssignment(name, [specs]))
      return loadFixtures(
        join(folder, name),
        assignment.checks.map(({ id }) => id),
      )
    }),
  )
  const found = new Map<string, Set<string>>()
  for (const { name, expected } of fixtures.flat()) {
    const language = name.split('-')[0]!
    for (const cause of Object.values(expected.lost)) {
      found.set(cause, (found.get(cause) ?? new Set()).add(language))
    }
  }
  return found
}

test.each(diagnoses)('%s is produced by fixtures in at least two languages', async (cause) => {
  const languages = [...((await languagesByCause()).get(cause) ?? [])]
  expect(languages.length).toBeGreaterThanOrEqual(2)
})

/** The causes of all fixtures, the hostile ones too. */
async function causesOfFixtures(): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => name.endsWith('/expected.json'))
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  return new Set(texts.flatMap((text) => Object.values(Lost.parse(JSON.parse(text)).lost)))
}

const Lost = z.object({ lost: z.record(z.string(), z.string()).default({}) })

test('every cause is produced by a fixture, or shown by a test where no fixture can be', async () => {
  const found = await causesOfFixtures()
  const causes = Cause.options.map((option) => option.shape.kind.value)
  const missing = causes.filter((cause) => !found.has(cause) && !(cause in elsewhere))
  expect(missing).toEqual([])
  for (const [cause, file] of Object.entries(elsewhere)) {
    const text = await readFile(new URL(file, import.meta.url), 'utf8')
    expect(text).toContain(`'${cause}'`)
  }
})
