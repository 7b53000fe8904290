import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'harness/cli/enchufe.mjs')

function prove(args: readonly string[], cwd = root) {
  return execa(process.execPath, [command, 'prove', ...args], {
    cwd,
    env: { LC_ALL: 'C.UTF-8' },
    stdin: 'ignore',
    reject: false,
  })
}

/** Which part of the programs is run: another one after each commit, and always the same of one. */
async function part(): Promise<string> {
  const { stdout } = await execa('git', ['rev-list', '--count', 'HEAD'], {
    cwd: root,
    reject: false,
  })
  return `${(Number(stdout) % partsCount) + 1}/${partsCount}`
}

const partsCount = 24

test('a part of every assignment of this repository is proved', async () => {
  // Most of the time goes by in waits for programs that hang, so more jobs than processors pay.
  const run = await prove(['--jobs', '6', '--part', await part()])
  expect(run.stdout.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([])
  for (const id of await readdir(join(root, 'specs'))) {
    expect(run.stdout).toMatch(new RegExp(`^${id}: all \\d+ findings are as they should be$`, 'm'))
  }
  expect(run.exitCode).toBe(0)
}, 780_000)

const server = (greeting: string) => `
import { createServer } from 'node:net'
createServer((socket) => socket.on('error', () => undefined).end('${greeting}')).listen(9000, '0.0.0.0')
`

const course: Readonly<Record<string, string>> = {
  'grading.config.json': JSON.stringify({
    languages: { typescript: { extensions: ['.ts', '.mts'], run: ['{harness-node}', '{entry}'] } },
  }),
  'specs/hello/assignment.yaml': `
id: hello
title: { en: Hello, es: Hola }
program: { role: server, entry: [server], port: { given: fixed, port: 9000 } }
framing: { kind: lines }
counterpart: { assignment: guest }
checks:
  - id: listens
    points: 1
    requirement: { en: It MUST listen., es: DEBE escuchar. }
    scenario: [{ kind: connect, peer: ana }]
  - id: greets
    points: 1
    requirement: { en: It MUST greet., es: DEBE saludar. }
    scenario: [{ kind: connect, peer: ana }, { kind: expect, peer: ana, expected: hello }]
`,
  'specs/guest/assignment.yaml': `
id: guest
title: { en: Guest, es: Visita }
program: { role: client, entry: [client], port: { given: fixed, port: 9000 } }
framing: { kind: lines }
checks:
  - id: connects
    points: 1
    requirement: { en: It MUST connect., es: DEBE conectarse. }
    scenario: [{ kind: listen }, { kind: accept, peer: ana }]
`,
  'reference/hello/server.ts': server('good morning'),
  'reference/guest/client.ts': 'process.exitCode = 3',
  'fixtures/hello/ts-silent/server.ts': server(''),
  'fixtures/hello/ts-silent/expected.json': JSON.stringify({
    about: 'It says nothing.',
    lost: { greets: 'no-answer' },
  }),
}

/** A course whose codec fails on what the reference answers, and whose other program cannot be run. */
const undecided: Readonly<Record<string, string>> = {
  'grading.config.json': course['grading.config.json']!,
  'specs/boxes/codec.mjs': `export default {
    encode: (payload) => Uint8Array.of(...payload, 10),
    decode(bytes) {
      if (bytes[0] === 66) throw new Error('no B')
      const end = bytes.indexOf(10)
      return end < 0
        ? { kind: 'incomplete' }
        : { kind: 'message', length: end + 1, payload: bytes.subarray(0, end) }
    },
  }`,
  'specs/boxes/assignment.yaml': `
id: boxes
title: { en: Boxes, es: Cajas }
program: { role: server, entry: [server], port: { given: fixed, port: 9000 } }
framing: { kind: codec, file: ./codec.mjs }
checks:
  - id: greets
    points: 1
    requirement: { en: It MUST greet., es: DEBE saludar. }
    scenario: [{ kind: connect, peer: ana }, { kind: expect, peer: ana, expected: { kind: message, data: hola } }]
    fulfilledBy: [stays-silent]
`,
  'reference/boxes/server.ts': server('B\\n'),
  'fixtures/boxes/ts-nothing/README.txt': 'No program.',
  'fixtures/boxes/ts-nothing/expected.json': JSON.stringify({
    about: 'It is no program.',
    lost: { greets: 'no-answer' },
  }),
}

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-course-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

const marksOf = (output: string) =>
  output
    .split('\n')
    .flatMap(
      (line) => /^(?:ok|WRONG) (?:fixture|wrong program|references?) [\w-]+/.exec(line) ?? [],
    )

test('says why something is undecided', async () => {
  const run = await prove(['boxes', '--jobs', '4'], await folderOf(undecided))
  const wrong = run.stdout
    .split('\n')
    .filter((line) => line.startsWith('WRONG'))
    .toSorted()
  expect(wrong).toEqual([
    'WRONG fixture ts-nothing: it should lose greets (no-answer), and lost * (not-gradable): there is no entry file: its name should be "server" with the extension of a known language, and there is "README.txt", "expected.json"',
    `WRONG reference boxes: it should lose nothing, and lost greets (unjudged): greets is undecided, because the assignment's own codec failed: ./codec.mjs: decode() throw no B`,
    'WRONG wrong program stays-silent: it passed nothing; by "fulfilledBy" it should pass greets',
  ])
}, 120_000)

test('tells everything that is wrong with an assignment, also in parts', async () => {
  const folder = await folderOf(course)
  const run = await prove(['hello', '--jobs', '4'], folder)
  expect(run.exitCode).toBe(1)
  const wrong = run.stdout
    .split('\n')
    .filter((line) => line.startsWith('WRONG'))
    .toSorted()
  expect(wrong).toEqual([
    'WRONG check listens: no fixture fails this check, so nothing shows that it can be failed',
    'WRONG fixture ts-silent: it should lose greets (no-answer), and lost greets (closed-early)',
    'WRONG reference hello: it should lose nothing, and lost greets (wrong-bytes)',
    'WRONG references together hello + guest: reference client number 1 ended with code 3 against the reference server, it should end with code 0',
    ...['closes-at-once', 'echoes', 'never-accepts', 'resets', 'stays-silent'].map(
      (name) =>
        `WRONG wrong program ${name}: it passed listens; by "fulfilledBy" it should pass nothing`,
    ),
  ])
  expect(run.stdout).toMatch(/^ts-silent +\.F +\d+\.\d$/m)
  expect(run.stdout).toContain('\n2 greets (failed by 1 of 1)\n')
  const [first, second] = await Promise.all(
    ['1/2', '2/2'].map(async (each) => {
      const { stdout } = await prove(['hello', '--jobs', '4', '--part', each], folder)
      return marksOf(stdout)
    }),
  )
  expect(first!.length).toBeGreaterThan(1)
  expect([...first!, ...second!].toSorted()).toEqual(marksOf(run.stdout).toSorted())
}, 240_000)

/** An assignment about IPv6, whose other side looks for it by a name that only that one gives. */
const six: Readonly<Record<string, string>> = {
  'grading.config.json': course['grading.config.json']!,
  'specs/hello/assignment.yaml': `
id: hello
title: { en: Hello, es: Hola }
program: { role: server, entry: [server], port: { given: fixed, port: 80 } }
framing: { kind: lines }
network: { family: ipv6 }
counterpart: { assignment: guest }
checks:
  - id: greets
    points: 1
    requirement: { en: It MUST greet., es: DEBE saludar. }
    scenario: [{ kind: connect, peer: ana }, { kind: expect, peer: ana, expected: hello }]
`,
  'specs/guest/assignment.yaml': `
id: guest
title: { en: Guest, es: Visita }
program: { role: client, entry: [client], port: { given: fixed, port: 80 } }
framing: { kind: lines }
network: { family: ipv6, addresses: ['fd00::2'], hosts: { www.example.org: 'fd00::2' } }
checks:
  - id: connects
    points: 1
    requirement: { en: It MUST connect., es: DEBE conectarse. }
    scenario: [{ kind: listen }, { kind: accept, peer: ana }]
`,
  'reference/hello/server.ts': `
import { createServer } from 'node:net'
createServer((socket) => socket.on('error', () => undefined).end('hello')).listen(80, '::')
`,
  'reference/guest/client.ts': `
import { connect } from 'node:net'
connect(80, 'www.example.org').on('data', () => process.exit(0))
`,
  'fixtures/hello/ts-four/server.ts': server('hello').replace('9000', '80'),
  'fixtures/hello/ts-four/expected.json': JSON.stringify({
    about: 'It listens for IPv4.',
    lost: { greets: 'listens-elsewhere' },
  }),
}

test('proves over IPv6, with the network that both sides ask for', async () => {
  const run = await prove(['hello', '--jobs', '4'], await folderOf(six))
  expect(run.stdout.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([])
  expect(run.stdout).toContain('references together hello + guest')
  expect(run.exitCode).toBe(0)
}, 120_000)

test('without an id proves the assignments of the course alone, and says where it has none', async () => {
  // The last of so many parts has no program to run.
  const own = await prove(['--part', '99/99'], await folderOf(course))
  expect(own.stdout.match(/^[\w-]+(?=: .* findings)/gm)?.toSorted()).toEqual(['guest', 'hello'])
  const none = await prove([], await folderOf({ 'grading.config.json': '{}' }))
  expect([none.exitCode, none.stderr]).toEqual([
    2,
    expect.stringContaining('no assignment was found'),
  ])
}, 60_000)
