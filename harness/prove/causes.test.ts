import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { CauseKind } from '../judge/cause.ts'
import { loadFixtures } from './expected.ts'

const folder = fileURLToPath(new URL('../../fixtures', import.meta.url))

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
] as const satisfies readonly CauseKind[]

async function languagesByCause() {
  const items = await readdir(folder, { withFileTypes: true })
  const names = items.flatMap((item) => (item.isDirectory() ? [item.name] : []))
  const assignments = names.filter((name) => name !== 'probes' && name !== 'hostile')
  const fixtures = await Promise.all(assignments.map((name) => loadFixtures(join(folder, name))))
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
