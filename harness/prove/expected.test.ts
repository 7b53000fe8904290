import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadFixtures } from './expected.ts'

const checks = ['greets', 'closes']

/** Loads the only fixture, with this text as its `expected.json`. */
async function load(text: string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'ts-one'))
  if (text !== undefined) await writeFile(join(folder, 'ts-one', 'expected.json'), text)
  return loadFixtures(folder, checks)
}

test.each([
  '{ "about": "Ends at once.", "lost": { "greets": "no-answer", "closes": "skipped" } }',
  '{ "about": "Has no program.", "lost": { "*": "not-gradable" } }',
])('%s', async (text) => {
  expect(await load(text)).toMatchObject([
    { name: 'ts-one', expected: JSON.parse(text) as unknown },
  ])
})

test.each<[text: string | undefined, place: RegExp, en: string, es: string]>([
  [undefined, /expected\.json"/, 'there is no "', 'no hay "'],
  [
    '{ "about": "x", "lost": { ',
    /expected\.json:1:\d+/,
    'a key in double quotes should be here',
    'aquí debería haber una clave',
  ],
  ['{ "about": "x" }', /expected\.json:1:1/, 'lost: "lost" is missing', 'lost: falta "lost"'],
  [
    '{\n  "about": "x",\n  "lost": { "greet": "no-answer" }\n}',
    /expected\.json:3:13/,
    'lost.greet: there is no check "greet", did you mean "greets"?',
    'lost.greet: no hay una revisión "greet", ¿quisiste decir "greets"?',
  ],
  [
    '{ "about": "x", "lost": { "greets": "no-anwser" } }',
    /expected\.json:1:27/,
    'lost.greets: there is no cause "no-anwser", did you mean "no-answer"?',
    'lost.greets: no hay una causa "no-anwser", ¿quisiste decir "no-answer"?',
  ],
  [
    '{ "about": "x", "lost": { "greets": "it is wrong" } }',
    /expected\.json:1:27/,
    'there is no cause "it is wrong"; it should be one that a report names',
    'no hay una causa "it is wrong"; debería ser una que nombra un reporte',
  ],
  [
    '{ "about": "x", "lost": { "*": "no-answer" } }',
    /expected\.json:1:27/,
    'it should be "not-gradable"',
    'debería ser "not-gradable"',
  ],
])('%s is told with its place', async (text, place, en, es) => {
  const error: unknown = await load(text).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    name: 'UsageError',
    text: { en: expect.stringContaining(en), es: expect.stringContaining(es) },
  })
  expect(String(error)).toMatch(place)
})
