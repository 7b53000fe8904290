import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import getPort from 'get-port'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Gradebook } from '../batch/gradebook.ts'
import { Report } from '../judge/report.ts'
import { listProcessIds, commandLine } from '../kernel/processes.ts'
import { pollUntil } from '../lib/poll.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'harness/cli/enchufe.mjs')
const fixtures = join(root, 'fixtures/greeting-server')

/** Runs the command as a user would, in English unless told otherwise. */
function enchufe(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
) {
  return execa(process.execPath, [command, ...args], {
    cwd: options.cwd ?? root,
    env: { LC_ALL: 'C.UTF-8', ...options.env },
    stdin: 'ignore',
    reject: false,
  })
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-e2e-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A folder with some fixtures as submissions, under the names given. */
async function classOf(submissions: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(await temporary(), 'class')
  for (const [name, fixture] of Object.entries(submissions)) {
    await cp(join(fixtures, fixture), join(folder, name), { recursive: true })
  }
  return folder
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')) as unknown
}

/** A report without what may differ from run to run. */
async function stable(path: string): Promise<string> {
  return JSON.stringify(await readJson(path), (key, value: unknown) =>
    key.endsWith('Ms') || key.endsWith('At') ? undefined : value,
  )
}

const grade = (folder: string, out: string, ...more: string[]) =>
  enchufe(['grade', folder, '--assignment', 'greeting-server', '--out', out, ...more])

describe('grade', () => {
  test('grades a class, tells every lost point, and leaves the files that it should', async () => {
    const folder = await classOf({
      ana: 'python-like-the-notes',
      beto: 'python-wrong-text',
      carla: 'c-does-not-compile',
    })
    await mkdir(join(folder, 'diego'))
    await writeFile(join(folder, 'diego', 'notas.txt'), 'nada')
    const out = join(await temporary(), 'out')
    const run = await grade(folder, out)
    expect(run.exitCode).toBe(0)
    const gradebook = Gradebook.parse(await readJson(join(out, 'gradebook.json')))
    expect(gradebook.submissions.map(({ id, status, score }) => [id, status, score])).toEqual([
      ['ana', 'graded', 10],
      ['beto', 'graded', 8],
      ['carla', 'graded', 0],
      ['diego', 'not-gradable', 0],
    ])
    expect(gradebook.complete).toBe(true)
    expect(gradebook.statistics).toMatchObject({ submissions: 4, graded: 3, medianScore: 8 })
    expect(gradebook.submissions[1]?.checks[1]).toMatchObject({
      id: 'greets',
      verdict: 'fail',
      points: 0,
      maxPoints: 2,
      cause: 'wrong-bytes',
      evidence: 'proved',
    })
    expect(run.stdout).toContain('beto    8/10')
    expect(run.stdout).toContain('greets: wrong-bytes')
    expect(run.stdout).toContain('there is "notas.txt"')
    const left = await readdir(join(out, 'submissions/beto/trials'))
    expect(left).toContain('greets-main-whole.json')
    Report.parse(await readJson(join(out, 'submissions/beto/report.json')))
  })

  test('the same submissions give the same reports, but for times', async () => {
    const folder = await classOf({ ana: 'python-dies-of-a-reset', beto: 'java-serves-only-one' })
    const [one, two] = [join(await temporary(), 'out'), join(await temporary(), 'out')]
    await grade(folder, one)
    await grade(folder, two)
    for (const id of ['ana', 'beto']) {
      const path = `submissions/${id}/report.json`
      expect(await stable(join(one, path))).toBe(await stable(join(two, path)))
    }
  })

  test('an output folder with something in it is left alone', async () => {
    const out = await temporary()
    await writeFile(join(out, 'mine.txt'), 'keep')
    const run = await grade(await classOf({ ana: 'python-wrong-text' }), out)
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toContain('is not empty; choose another with --out')
    expect(await readdir(out)).toEqual(['mine.txt'])
  })

  test('Ctrl-C ends every program, keeps what is done, and the batch goes on with --resume', async () => {
    const folder = await classOf({
      ana: 'python-like-the-notes',
      beto: 'node-stays-silent',
      carla: 'node-stays-silent',
    })
    const out = join(await temporary(), 'out')
    const temp = await temporary()
    const args = ['grade', folder, '--assignment', 'greeting-server', '--out', out, '--jobs', '1']
    const running = enchufe(args, { env: { TMPDIR: temp } })
    const ofThisRun = () => listProcessIds().filter((pid) => commandLine(pid).includes(temp))
    const bounds = { limitMs: 30_000, signal: new AbortController().signal }
    const started = () =>
      readdir(join(out, 'submissions/ana')).then(
        (names) => names.includes('report.json') && ofThisRun().length > 0,
        () => false,
      )
    expect(await pollUntil(started, bounds)).toBe('met')
    running.kill('SIGINT')
    const run = await running
    expect(run.exitCode).toBe(130)
    expect(run.stderr).toContain('interrupted: 1 of 3 submissions are graded and kept')
    expect(ofThisRun()).toEqual([])
    expect(await readdir(temp)).toEqual([])
    const before = await readFile(join(out, 'submissions/ana/report.json'), 'utf8')
    await rm(join(folder, 'carla'), { recursive: true })
    const resumed = await grade(folder, out, '--resume')
    expect(resumed.exitCode).toBe(0)
    expect(await readFile(join(out, 'submissions/ana/report.json'), 'utf8')).toBe(before)
    const gradebook = Gradebook.parse(await readJson(join(out, 'gradebook.json')))
    expect(gradebook.submissions.map(({ id }) => id)).toEqual(['ana', 'beto'])
    expect(gradebook.complete).toBe(true)
  })

  test('a batch is not resumed under another seed', async () => {
    const folder = await classOf({ ana: 'python-wrong-text' })
    const out = join(await temporary(), 'out')
    await grade(folder, out)
    const run = await grade(folder, out, '--resume', '--seed', '2')
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toContain('have another seed')
  })
})

describe('regrade', () => {
  test('restores tampered verdicts without starting a program', async () => {
    const folder = await classOf({ ana: 'python-wrong-text' })
    const out = join(await temporary(), 'out')
    await grade(folder, out)
    const paths = [join(out, 'gradebook.json'), join(out, 'submissions/ana/report.json')]
    const before = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
    for (const [index, path] of paths.entries()) {
      const forged = before[index]!.replaceAll('"fail"', '"pass"').replaceAll(
        '"score": 8',
        '"score": 10',
      )
      expect(forged).not.toBe(before[index])
      await writeFile(path, forged)
    }
    const run = await enchufe(['regrade', out], { env: { PATH: '/nowhere' } })
    expect(run.exitCode).toBe(0)
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(before)
  })

  test("judges under today's assignment", async () => {
    const folder = await classOf({ ana: 'python-wrong-text' })
    const out = join(await temporary(), 'out')
    await grade(folder, out)
    const specs = await temporary()
    const source = await readFile(join(root, 'specs/greeting-server/assignment.ts'), 'utf8')
    const lenient = source
      .replace('../../harness/index.ts', join(root, 'harness/index.ts'))
      .replace("'Gracias por conectarte\\n'", "'Gracias por conectarse\\n'")
    await writeFile(join(specs, 'assignment.ts'), lenient)
    const run = await enchufe(['regrade', out, '--assignment', join(specs, 'assignment.ts')])
    expect(run.exitCode).toBe(0)
    expect(run.stdout).toContain('ana  10/10')
  })
})

describe('check', () => {
  test('explains what is wrong and exits with 1; all well exits with 0', async () => {
    const fixture = join(root, 'fixtures/greeting-client/python-like-the-notes')
    const wrong = await enchufe(['check', fixture, '--assignment', 'greeting-client'])
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stdout).toContain('one-recv-per-message')
    expect(wrong.stdout).toContain('Score 7/10 points')
    const right = join(root, 'fixtures/greeting-client/python-correct')
    const well = await enchufe(['check', right, '--assignment', 'greeting-client', '--lang', 'es'])
    expect(well.exitCode).toBe(0)
    expect(well.stdout).toContain('Puntaje 10/10 puntos')
  })

  test('--json prints one report and nothing else; --only leaves the rest undecided', async () => {
    const fixture = join(fixtures, 'python-wrong-text')
    const args = ['check', fixture, '--assignment', 'greeting-server', '--json', '--only', 'greets']
    const run = await enchufe(args)
    expect(run.exitCode).toBe(1)
    const report = Report.parse(JSON.parse(run.stdout))
    expect(report).toMatchObject({ status: 'graded', score: 1, maxScore: 10, undecidedPoints: 7 })
  })

  test('without a private network: works, says so, and names whoever holds the port', async () => {
    const port = await getPort()
    const folder = await temporary()
    await mkdir(join(folder, 'own'))
    await writeFile(
      join(folder, 'own/server.py'),
      `import socket\ns = socket.create_server(('', ${port}))\ns.accept()[0].sendall(b'hi')`,
    )
    await writeFile(
      join(folder, 'assignment.yaml'),
      `id: hi
title: { en: Hi, es: Hola }
program: { role: server, entry: [server], port: { given: fixed, port: ${port} } }
framing: { kind: lines }
checks:
  - id: greets
    points: 2
    requirement: { en: It MUST greet., es: DEBE saludar. }
    scenario: [{ kind: connect, peer: ana }, { kind: expect, peer: ana, expected: hi }]
`,
    )
    const args = [
      'check',
      join(folder, 'own'),
      '-a',
      join(folder, 'assignment.yaml'),
      '--lab',
      'plain',
    ]
    const free = await enchufe(args)
    expect(free.stderr).toContain('no private network')
    expect(free.stdout).toContain('PASS    2/2  greets')
    const holder = createServer().listen(port)
    onTestFinished(() => void holder.close())
    const held = await enchufe(args)
    expect(held.exitCode).toBe(2)
    expect(held.stderr).toMatch(/port \d+ is needed, and ".*node.* listens there/)
  })
})

describe('what the person at the keyboard can mend', () => {
  const sentence = async (...args: string[]) => {
    const run = await enchufe(args)
    expect(run.exitCode).toBe(2)
    expect(run.stdout).toBe('')
    expect(run.stderr.split('\n')).toHaveLength(1)
    return run.stderr
  }

  test.each([
    [['grde'], 'there is no command "grde", did you mean "grade"?'],
    [['grade', '.', '--ot', 'x'], 'there is no option "--ot", did you mean "--out"?'],
    [['grade'], '"submissions" is missing'],
    [['show', 'a', 'b'], 'there are more arguments'],
    [['show', 'greting-server'], 'did you mean "greeting-server"?'],
    [['check'], 'no assignment was named and there are several'],
    [['check', 'specs', '-a', 'greeting-server'], 'there is no entry file'],
    [
      ['check', '/no/such', '-a', 'greeting-server'],
      '"/no/such" cannot be checked: it does not exist',
    ],
    [['check', '.', '-a', 'greeting-server', '--only', 'greet'], 'did you mean "greets"?'],
    [
      ['check', '.', '-a', 'greeting-server', '--lens', 'hole'],
      '--lens is "hole", it should be one of',
    ],
    [
      ['check', '.', '-a', 'greeting-server', '--lab', 'lab'],
      '--lab is "lab", it should be one of',
    ],
    [['check', '.', '-a', 'greeting-server', '--seed', '-1'], '--seed is "-1"'],
    [['show', 'greeting-server', '--lang', 'fr'], '--lang is "fr", it should be one of en, es'],
    [['check', '.', '--config', '/no/such.ts'], 'the configuration "/no/such.ts" does not exist'],
    [
      ['grade', '/no/such', '-a', 'greeting-server'],
      'the submissions folder "/no/such" cannot be read',
    ],
    [
      ['grade', '.', '-a', 'greeting-server', '--jobs', '0'],
      '--jobs is "0", it should be a whole number',
    ],
    [['regrade', '/no/such'], 'no results could be read'],
  ])('%j', async (args, expected) => {
    expect(await sentence(...args)).toContain(expected)
  })

  test('a mistake in an assignment is told with its place', async () => {
    const folder = await temporary()
    const file = join(folder, 'assignment.yaml')
    await writeFile(file, 'id: x\ntitel: {en: X, es: X}\n')
    expect(await sentence('show', file)).toContain('assignment.yaml:')
  })
})

describe('help and show', () => {
  test.each(['', 'check', 'grade', 'regrade', 'prove', 'show'])(
    '%s --help, in both languages',
    async (name) => {
      const words = name === '' ? [] : [name]
      const english = await enchufe([...words, '--help'])
      expect(english.exitCode).toBe(0)
      expect(english.stdout).toContain('Usage: enchufe')
      const spanish = await enchufe([...words, '--help'], { env: { LC_ALL: 'es_CL.UTF-8' } })
      expect(spanish.stdout).toContain('Uso: enchufe')
      expect(spanish.stdout).toContain('Opciones:')
    },
  )

  test('show prints the requirements, and the schema', async () => {
    const run = await enchufe(['show', 'greeting-client', '--lang', 'es'])
    expect(run.stdout).toContain('Cliente de saludos (greeting-client)')
    expect(run.stdout).toContain('10 puntos')
    const schema = await enchufe(['show', '--schema'])
    expect(JSON.parse(schema.stdout)).toMatchObject({ type: 'object' })
  })

  test('a reader that has seen enough is no error', async () => {
    const run = await execa('sh', [
      '-c',
      `"${process.execPath}" "${command}" show greeting-server | head -1`,
    ])
    expect(run.stdout).toContain('Greeting server')
    expect(run.stderr).toBe('')
  })
})

test('every documented output is what the command prints', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const quoted = /```console\n\$ npx enchufe (check .*)\n([\s\S]*?)```/g
  const found = [...readme.matchAll(quoted)]
  expect(found.length).toBeGreaterThan(0)
  for (const [, args = '', output = ''] of found) {
    const run = await enchufe(args.trim().split(/\s+/), { cwd: root })
    expect(run.stdout.trim()).toBe(output.trim())
  }
  const demo = await grade(join(root, 'examples/class'), join(await temporary(), 'out'))
  const [table = ''] = demo.stdout.split('\n\nresults in')
  expect(readme).toContain(`\`\`\`text\n${table.slice(0, table.indexOf('causes:'))}`)
}, 120_000)
