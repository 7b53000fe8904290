import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadAssignment } from '../assignment/load.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'harness/cli/enchufe.mjs')
const roles = ['server', 'client', 'udp-server', 'udp-client'] as const

function enchufe(cwd: string, ...args: readonly string[]) {
  return execa(process.execPath, [command, ...args], {
    cwd,
    env: { LC_ALL: 'C.UTF-8' },
    stdin: 'ignore',
    reject: false,
  })
}

/** A folder outside of the repository, with nothing of it above. */
async function fresh(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'enchufe-init-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const items = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = items.filter((item) => item.isFile())
  return files
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted()
}

test('what it writes for each kind of program proves itself at once, in a fresh folder', async () => {
  const folder = await fresh()
  const formats = {
    server: 'yaml',
    client: 'ts',
    'udp-server': 'ts',
    'udp-client': 'yaml',
  } as const
  for (const role of roles) {
    const run = await enchufe(folder, 'init', role, '--role', role, '--format', formats[role])
    expect([run.exitCode, run.stderr]).toEqual([0, ''])
  }
  const proof = await enchufe(folder, 'prove', ...roles)
  expect(proof.stdout).not.toContain('WRONG')
  expect([proof.exitCode, proof.stderr]).toEqual([0, ''])
  const check = (fixture: string) =>
    enchufe(folder, 'check', join('fixtures/server', fixture), '-a', 'server')
  expect((await check('python-correct')).exitCode).toBe(0)
  const failed = await check('python-one-recv')
  expect(failed.exitCode).toBe(1)
  expect(failed.stdout).toContain('one-recv-per-message')
}, 300_000)

describe('the two forms of a new assignment', () => {
  test.each(roles)('are the same for a %s, whatever the language', async (role) => {
    const hashes = new Set<string>()
    for (const [format, lang, end] of [
      ['yaml', 'en', 'yaml'],
      ['ts', 'es', 'mts'],
    ] as const) {
      const folder = await fresh()
      await enchufe(folder, 'init', 'new', '--role', role, '--format', format, '--lang', lang)
      const loaded = await loadAssignment(join(folder, `specs/new/assignment.${end}`))
      hashes.add(loaded.hash)
      expect(loaded.assignment.program.role).toBe(role)
    }
    expect(hashes.size).toBe(1)
  })
})

test('it says what it wrote and what comes next, in the language asked for', async () => {
  const folder = await fresh()
  const run = await enchufe(folder, 'init', 'hola', '--lang', 'es')
  expect(run.stdout.replaceAll(root, '<enchufe>/')).toMatchInlineSnapshot(`
    "se escribió:
      grading.config.mts
      specs/hola/assignment.yaml
      specs/hola/README.md
      reference/hola/server.py
      fixtures/hola/python-correct/server.py
      fixtures/hola/python-correct/expected.json
      fixtures/hola/python-forgets-the-newline/server.py
      fixtures/hola/python-forgets-the-newline/expected.json
      fixtures/hola/python-one-recv/server.py
      fixtures/hola/python-one-recv/expected.json
      specs/assignment.schema.json
    ahora:
      node <enchufe>/harness/cli/enchufe.mjs show hola
      node <enchufe>/harness/cli/enchufe.mjs prove hola
      node <enchufe>/harness/cli/enchufe.mjs check fixtures/hola/python-correct --assignment hola"
  `)
  const written = run.stdout
    .split('\n')
    .slice(1, 12)
    .map((line) => line.trim())
  expect(written.toSorted()).toEqual(await listFiles(folder))
  expect(await readFile(join(folder, 'specs/hola/assignment.yaml'), 'utf8')).toContain(
    '# Cómo recibe el programa su puerto',
  )
  expect(await readFile(join(folder, 'specs/hola/README.md'), 'utf8')).toMatchInlineSnapshot(`
    "# Servidor que saluda

    Escribe un servidor que recibe su puerto como único argumento y escucha ahí. Cada cliente envía nombres, uno por línea; el servidor responde a cada línea con \`hello \`, el nombre y un salto de línea.

    Tu archivo se llama \`server\` o \`servidor\`, con la extensión de tu lenguaje: \`server.py\`.

    ## Qué se revisa

    | revisión | puntos | requisito |
    | --- | --- | --- |
    | \`answers\` | 2 | El servidor DEBE responder a una línea con "hello ", la línea y un salto de línea. |
    | \`puts-lines-together\` | 2 | El servidor DEBE responder a cada línea, lleguen en los trozos en que lleguen. |

    Revísate cuantas veces quieras:

    \`\`\`sh
    enchufe check . --assignment hola --lang es
    \`\`\`
    "
  `)
})

test('an assignment in YAML names the schema for editors, which every command would accept', async () => {
  const folder = await fresh()
  await enchufe(folder, 'init', 'hello')
  const text = await readFile(join(folder, 'specs/hello/assignment.yaml'), 'utf8')
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../assignment.schema.json')
  const schema = await enchufe(folder, 'show', '--schema')
  const written = await readFile(join(folder, 'specs/assignment.schema.json'), 'utf8')
  expect(written.trim()).toBe(schema.stdout.trim())
})

test('a course has its folders where its configuration says, and its modules as its package says', async () => {
  const folder = await fresh()
  const config = { specs: ['tareas'], references: 'pauta', fixtures: 'ejemplos' }
  await writeFile(join(folder, 'grading.config.json'), JSON.stringify(config))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await mkdir(join(folder, 'inner'))
  const run = await enchufe(join(folder, 'inner'), 'init', 'hello', '--format', 'ts')
  expect(run.exitCode).toBe(0)
  expect((await listFiles(folder)).filter((file) => !file.startsWith('ejemplos/'))).toEqual([
    'grading.config.json',
    'package.json',
    'pauta/hello/server.py',
    'tareas/hello/README.md',
    'tareas/hello/assignment.ts',
  ])
  const show = await enchufe(folder, 'show', 'hello')
  expect([show.exitCode, show.stderr]).toEqual([0, ''])
})

test('without an id it begins a course', async () => {
  const folder = await fresh()
  const run = await enchufe(folder, 'init')
  expect([run.exitCode, await listFiles(folder)]).toEqual([0, ['grading.config.mts']])
  const show = await enchufe(folder, 'show', 'greeting-server')
  expect([show.exitCode, show.stderr]).toEqual([0, ''])
})

describe('nothing that is there is changed', () => {
  test.each([
    ['grading.config.json', []],
    ['specs/hello/notes.txt', ['hello']],
    ['reference/hello/server.c', ['hello']],
    ['fixtures/hello/c-correct/server.c', ['hello']],
  ])('%s', async (file, args) => {
    const folder = await fresh()
    await mkdir(join(folder, file, '..'), { recursive: true })
    await writeFile(join(folder, file), '{}')
    const run = await enchufe(folder, 'init', ...args)
    expect([run.exitCode, run.stdout]).toEqual([2, ''])
    expect(run.stderr).toMatch(
      /^enchufe: ".*" is there already, and nothing that is there is changed/,
    )
    expect(await listFiles(folder)).toEqual([file])
    expect(await readFile(join(folder, file), 'utf8')).toBe('{}')
  })

  test('neither is a schema that another assignment brought', async () => {
    const folder = await fresh()
    await mkdir(join(folder, 'specs'))
    await writeFile(join(folder, 'specs/assignment.schema.json'), '{}')
    expect((await enchufe(folder, 'init', 'hello')).exitCode).toBe(0)
    expect(await readFile(join(folder, 'specs/assignment.schema.json'), 'utf8')).toBe('{}')
  })
})

describe('a word that it does not take is one sentence', () => {
  test.each([
    [['Hello'], '"Hello" cannot be the id of an assignment; it should be lower-case words'],
    [['hello', '--role', 'servr'], '--role is "servr", it should be one of server, client, udp-'],
    [['hello', '--format', 'json'], '--format is "json", it should be one of yaml, ts'],
  ])('%j', async (args, sentence) => {
    const folder = await fresh()
    const run = await enchufe(folder, 'init', ...args)
    expect([run.exitCode, await listFiles(folder)]).toEqual([2, []])
    expect(run.stderr).toContain(sentence)
  })
})

test('a course that has no folder for assignments gets none among ours', async () => {
  const folder = await fresh()
  await writeFile(join(folder, 'grading.config.json'), '{ "specs": [] }')
  const run = await enchufe(folder, 'init', 'hello')
  expect(run.exitCode).toBe(2)
  expect(run.stderr).toMatch(
    /^enchufe: "specs" names no folder in "[^"]*grading\.config\.json", it should/,
  )
  expect(await listFiles(folder)).toEqual(['grading.config.json'])
})

test('a folder that cannot be written to is one sentence', async () => {
  const folder = await fresh()
  await writeFile(join(folder, 'specs'), '')
  const run = await enchufe(folder, 'init', 'hello')
  expect(run.exitCode).toBe(2)
  expect(run.stderr).toMatch(/^enchufe: "[^"]*" [^\n]*$/)
})
