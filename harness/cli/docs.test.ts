import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadAssignment } from '../assignment/load.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')

function enchufe(cwd: string, args: readonly string[]) {
  return execa(process.execPath, [join(root, 'harness/cli/enchufe.mjs'), ...args], {
    cwd,
    env: { LC_ALL: 'C.UTF-8' },
    stdin: 'ignore',
    reject: false,
  })
}

async function fresh(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'enchufe-docs-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function writeIn(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

const names = readdirSync(docs).filter((name) => name.endsWith('.md'))
const pages = names.map((name) => ({ name, text: readFileSync(join(docs, name), 'utf8') }))
const notes = pages.filter(({ name }) => name.startsWith('notes-'))
const guides = pages.filter(({ name }) => name.startsWith('writing-'))

/** The blocks of a page: what stands behind the three marks, and what is in them. */
function blocksOf(text: string): readonly { readonly info: string; readonly body: string }[] {
  const found = text.matchAll(/^```([^\n]+)\n([\s\S]*?)^```$/gm)
  return [...found].map(([, info = '', body = '']) => ({ info, body }))
}

test('every page is there in both languages, and its links lead somewhere', () => {
  expect([notes.length, guides.length]).toEqual([6, 2])
  const broken = pages.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .filter(([, to = '']) => !existsSync(join(docs, to)))
      .map(([, to]) => `${name}: ${to}`),
  )
  expect(broken).toEqual([])
  for (const { name } of [...notes, ...guides]) {
    const other = name.endsWith('.es.md')
      ? name.replace('.es.md', '.md')
      : name.replace('.md', '.es.md')
    expect(names).toContain(other)
  }
})

const outputs = notes.flatMap(({ name, text }) =>
  blocksOf(text).flatMap(({ info, body }) => (info === 'console' ? [{ name, body }] : [])),
)

describe('every documented output is what the command prints', () => {
  test.each(outputs)(
    '$name: $body',
    async ({ body }) => {
      const [command = '', ...printed] = body.trimEnd().split('\n')
      const run = await enchufe(root, command.replace('$ npx enchufe ', '').split(' '))
      expect(run.stdout.trimEnd()).toBe(printed.join('\n'))
    },
    120_000,
  )
})

describe('a page about a program of the notes', () => {
  test.each(notes)('$name gives what `prove` shows that its fixture gets', async ({ text }) => {
    const [, id = '', fixture = ''] = /\(\.\.\/fixtures\/([^/]+)\/([^/)]+)\)/.exec(text)!
    const { assignment } = await loadAssignment(join(root, 'specs', id, 'assignment.ts'))
    const expected: unknown = JSON.parse(
      await readFile(join(root, 'fixtures', id, fixture, 'expected.json'), 'utf8'),
    )
    const lost = Object.keys(Object(Reflect.get(Object(expected), 'lost')))
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d+\/\d+) \|/gm)]
    expect(rows.map(([, check, points]) => [check, points])).toEqual(
      assignment.checks.map((one) => [
        one.id,
        `${lost.includes(one.id) ? 0 : one.points}/${one.points}`,
      ]),
    )
  })

  test.each(notes)('$name has variants that load', async ({ text }) => {
    for (const { body } of blocksOf(text).filter(({ info }) => info === 'yaml')) {
      const variant = body.replace('../', `${root}specs/`)
      const file = await writeIn(await fresh(), 'assignment.yaml', variant)
      expect((await loadAssignment(file)).inherited.length).toBeGreaterThan(0)
    }
  })
})

const inEnglish = guides.filter(({ name }) => !name.endsWith('.es.md'))

describe('every file and command of a guide works, in the order in which they stand', () => {
  test.each(inEnglish)(
    '$name',
    async ({ text }) => {
      const folder = await fresh()
      for (const { info, body } of blocksOf(text)) {
        const [, file] = /^\w+ file (\S+)$/.exec(info) ?? []
        if (file !== undefined) await writeIn(folder, file, body)
        const [, code = '0'] = /^sh exits (\d)$/.exec(info) ?? []
        if (!info.startsWith('sh')) continue
        for (const line of body.trimEnd().split('\n')) {
          const run = await enchufe(folder, line.replace(/^enchufe /, '').split(' '))
          expect([line, run.exitCode, run.stderr]).toEqual([line, Number(code), ''])
        }
      }
    },
    480_000,
  )

  // What runs in one language runs in the other: only words for people may differ.
  test.each(inEnglish)('$name has the same ones in Spanish', ({ name, text }) => {
    const spanish = pages.find((page) => page.name === name.replace('.md', '.es.md'))!
    const withoutWords = (page: string) =>
      blocksOf(page).map(({ info, body }) => ({
        info,
        body: body.replaceAll(/ --lang es$|\/\*\* .* \*\/$|(?<=why: )'[^']*'/gm, ''),
      }))
    expect(withoutWords(spanish.text)).toEqual(withoutWords(text))
    expect(withoutWords(text)).not.toEqual(blocksOf(text))
  })
})
