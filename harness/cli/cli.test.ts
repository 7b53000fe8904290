import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
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

/** What is graded here is ours, also where programs have no world of their own. */
const grade = (folder: string, out: string, ...more: string[]) =>
  enchufe(['grade', folder, '--assignment', 'greeting-server', '--out', out, '--trust', ...more])

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
    const args = [
      'grade',
      folder,
      '--assignment',
      'greeting-server',
      '--out',
      out,
      '--jobs',
      '1',
      '--trust',
    ]
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

  test('what has changed since is graded again, and nothing else', async () => {
    const folder = await classOf({ ana: 'python-wrong-text', beto: 'python-wrong-text' })
    const out = join(await temporary(), 'out')
    await grade(folder, out)
    const path = join(out, 'submissions/ana/report.json')
    const before = await readFile(path, 'utf8')
    await rm(join(folder, 'beto'), { recursive: true })
    await cp(join(fixtures, 'python-like-the-notes'), join(folder, 'beto'), { recursive: true })
    const played = await enchufe(['replay', out, 'beto', '--trust'])
    expect(played.stderr).toContain('the files of beto have changed since they were graded')
    const run = await grade(folder, out, '--resume')
    expect(run.stderr).toContain('changed since they were graded, and graded again: beto')
    expect(run.stdout).toContain('beto  10/10')
    expect(await readFile(path, 'utf8')).toBe(before)
    const again = await grade(folder, out, '--resume')
    expect(again.stderr).not.toContain('changed')
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
    const lenient = {
      base: join(root, 'specs/greeting-server/assignment.ts'),
      id: 'greeting-server',
      with: { greeting: 'Gracias por conectarse\n' },
    }
    await writeFile(join(specs, 'assignment.json'), JSON.stringify(lenient))
    const run = await enchufe(['regrade', out, '--assignment', join(specs, 'assignment.json')])
    expect(run.exitCode).toBe(0)
    expect(run.stdout).toContain('ana  10/10')
    const other = await enchufe(['regrade', out, '--assignment', 'echo-server'])
    expect(other.exitCode).toBe(2)
    expect(other.stderr).toContain(
      'of the assignment "greeting-server", and "echo-server" is another',
    )
  })
})

describe('a course of its own', () => {
  test('meets the references of our assignments, and is told what is left out', async () => {
    const course = await temporary()
    await writeFile(join(course, 'grading.config.json'), '{}')
    const pair = join(course, 'class/ana')
    await cp(join(root, 'fixtures/greeting-pair/node-correct'), pair, { recursive: true })
    await writeFile(join(course, 'class/pedro.zip'), '')
    const args = ['grade', 'class', '--assignment', 'greeting-pair', '--out', 'out']
    const run = await enchufe(args, { cwd: course })
    expect(run.stderr).toContain('left out are files beside the folders: "pedro.zip"')
    expect(run.stdout).toMatch(/^ana +8\/8 /m)
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

  test('an assignment that asks for a network of its own is refused where there is none', async () => {
    const folder = await temporary()
    await mkdir(join(folder, 'class/own'), { recursive: true })
    const program = `import socket\ns = socket.create_server(('www.example.org', 80))\ns.accept()[0].sendall(b'no')`
    await writeFile(join(folder, 'class/own/server.py'), program)
    const file = join(folder, 'assignment.yaml')
    await writeFile(
      file,
      `id: hi
title: { en: Hi, es: Hola }
program: { role: server, entry: [server], port: { given: fixed, port: 80 } }
framing: { kind: lines }
network: { addresses: [10.0.0.2], hosts: { www.example.org: 10.0.0.2 } }
checks:
  - id: greets
    points: 2
    requirement: { en: It MUST greet., es: DEBE saludar. }
    scenario: [{ kind: connect, peer: ana }, { kind: expect, peer: ana, expected: hi }]
`,
    )
    const [out, other] = [join(folder, 'out'), join(folder, 'other')]
    const graded = await enchufe([
      'grade',
      join(folder, 'class'),
      '--assignment',
      file,
      '--out',
      out,
    ])
    expect(graded.stdout).toContain('greets: wrong-bytes')
    const refused = await Promise.all(
      [
        ['grade', join(folder, 'class'), '--assignment', file, '--out', other],
        ['check', join(folder, 'class/own'), '--assignment', file],
        ['prove', file],
        ['replay', out, 'own', '--assignment', file],
      ].map((args) => enchufe([...args, '--lab', 'plain'])),
    )
    for (const { exitCode, stdout, stderr } of refused) {
      expect(stderr).toContain('(network.addresses, network.hosts), and there is none here;')
      expect(stdout).toBe('')
      expect(exitCode).toBe(2)
    }
    expect(await readdir(folder)).not.toContain('other')
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

/** A server that takes one recv() for one line, and what each check finds wrong with that. */
const oneRecv = {
  program: `import socket, sys
s = socket.create_server(('', int(sys.argv[1])))
while True:
    with s.accept()[0] as peer:
        while data := peer.recv(4096):
            peer.sendall(data.split(b'\\n')[0].upper() + b'\\n')
`,
  assignment: `id: lines
title: { en: Lines, es: Líneas }
program: { role: server, entry: [server], port: { given: argument } }
framing: { kind: lines }
checks:
  - id: answers
    points: 1
    requirement: &requirement { en: It MUST answer., es: DEBE responder. }
    scenarios:
      long: &hola
        - { kind: connect, peer: ana }
        - { kind: send, peer: ana, data: "hola\\n" }
        - { kind: expect, peer: ana, expected: "HOLA\\n" }
      main:
        - { kind: connect, peer: ana }
        - { kind: send, peer: ana, data: "ñandú\\n" }
        - { kind: expect, peer: ana, expected: "ÑANDÚ\\n" }
  - { id: in-two, points: 1, requirement: *requirement, scenario: *hola, lenses: [cuts] }
  - { id: in-bytes, points: 1, requirement: *requirement, scenario: *hola, lenses: [bytewise] }
  - { id: by-chance, points: 1, requirement: *requirement, scenario: *hola, lenses: [random] }
  - id: in-short
    points: 1
    requirement: *requirement
    lenses: [short-io]
    scenario:
      - { kind: connect, peer: ana }
      - { kind: send, peer: ana, data: "una linea mas larga\\n" }
      - { kind: expect, peer: ana, expected: "UNA LINEA MAS LARGA\\n" }
  - id: at-once
    points: 1
    requirement: *requirement
    lenses: [coalesced, slow-reader]
    scenario:
      - { kind: connect, peer: ana }
      - { kind: send, peer: ana, data: "a\\n" }
      - { kind: expect, peer: ana, expected: "A\\n" }
      - { kind: send, peer: ana, data: "b\\n" }
      - { kind: expect, peer: ana, expected: "B\\n" }
  - id: says-no-more
    points: 1
    requirement: *requirement
    scenario:
      - { kind: connect, peer: ana }
      - { kind: send, peer: ana, data: "a\\n" }
      - { kind: expect, peer: ana, expected: "A\\n" }
      - { kind: expectSilence, peer: ana }
  - id: closes
    points: 1
    requirement: *requirement
    scenario:
      - { kind: connect, peer: ana }
      - { kind: send, peer: ana, data: "a\\n" }
      - { kind: expect, peer: ana, expected: "A\\n" }
      - { kind: expectClose, peer: ana }
  - id: survives
    points: 1
    requirement: *requirement
    scenario:
      - { kind: freeze }
      - { kind: connect, peer: ana }
      - { kind: reset, peer: ana }
      - { kind: thaw }
      - { kind: connect, peer: beto }
      - { kind: send, peer: beto, data: "b\\n" }
      - { kind: expect, peer: beto, expected: "B\\n" }
`,
}

/** That server and its assignment, in a folder whose name a shell would take for several. */
async function writeOneRecv() {
  const folder = join(await temporary(), "ana's (1)")
  const [own, assignment] = [join(folder, 'mi tarea'), join(folder, 'assignment.yaml')]
  await mkdir(own, { recursive: true })
  await writeFile(join(own, 'server.py'), oneRecv.program)
  await writeFile(assignment, oneRecv.assignment)
  return { own, assignment }
}

/** What a report says of each failed check. */
function failuresIn(stdout: string) {
  const failures = stdout.matchAll(/^FAIL .* {2}(\S+)\n([^]*?)\n(?:\n|$(?![^]))/gm)
  return [...failures].map(([, id = '', body = '']) => ({
    id,
    cause: /^ *Cause +(.*)/m.exec(body)?.[1],
    again: /^ *Again +((?:.*\\\n)*.*)/m.exec(body)?.[1] ?? '',
  }))
}

/** Runs a command as it was printed, in a shell. */
function asPrinted(printed: string) {
  const npx = `npx() { shift; "${process.execPath}" "${command}" "$@"; }`
  const options = { cwd: root, env: { LC_ALL: 'C.UTF-8' }, stdin: 'ignore', reject: false } as const
  return execa('bash', ['-c', `${npx}\n${printed}`], options)
}

describe('one failure again', () => {
  test('every failed trial fails for the same cause when it is run as printed', async () => {
    const { own, assignment } = await writeOneRecv()
    const run = await enchufe(['check', own, '-a', assignment, '--seed', '7', '--lab', 'plain'])
    const failures = failuresIn(run.stdout)
    expect(failures.map(({ id, cause }) => `${id}: ${cause}`)).toMatchInlineSnapshot(`
      [
        "answers: wrong-bytes, proved: it was seen",
        "in-two: one-recv-per-message, proved: it was seen",
        "in-bytes: one-recv-per-message, proved: it was seen",
        "by-chance: one-recv-per-message, proved: it was seen",
        "in-short: one-recv-per-message, proved: it was seen",
        "at-once: reads-past-one-message, proved: it was seen",
        "closes: did-not-close, proved: it was seen",
        "survives: crashed, proved: it was seen",
      ]
    `)
    for (const { id, cause, again } of failures) {
      expect(again).toContain('--seed 7')
      expect(again).toContain('--lab plain')
      const second = await asPrinted(again)
      expect(failuresIn(second.stdout)).toEqual([{ id, cause, again }])
      expect(second.exitCode).toBe(1)
    }
  }, 600_000)

  test('tells all that happens, and only of that check', async () => {
    const fixture = join(fixtures, 'python-wrong-text')
    const args = ['check', fixture, '-a', 'greeting-server', '--only', 'greets', '--verbose']
    const run = await enchufe([...args, '--delivery', 'whole', '--lang', 'es'])
    expect(run.exitCode).toBe(1)
    const [ladder = '', report = ''] = run.stdout.split('\n\n')
    const told = ladder.split('\n').map((line) => line.replace(/^ *\d+\.\d {2}/, ''))
    expect(told.slice(0, 6)).toEqual([
      'greets · main · whole',
      'el programa empieza',
      'escucha en 127.0.0.1:9000',
      'ana se conecta',
      'ana tiene conexión',
      String.raw`ana recibe "Gracias por conectarse\n"`,
    ])
    expect(report).toBe('Servidor de saludos · python-wrong-text · servidor.py')
    expect(run.stdout.match(/^(?:PASA|FALLA|SALTA|DUDA) .*/gm)).toEqual(['FALLA   0/2  greets'])
    expect(run.stdout).not.toContain('Puntaje')
  })

  test('of the plays of a lens the one that failed is told, not the last', async () => {
    const fixture = join(root, 'fixtures/line-server/python-decodes-each-piece')
    const args = ['check', fixture, '-a', 'line-server', '--only', 'answers-however-it-arrives']
    const run = await enchufe([...args, '--lens', 'cuts', '--verbose'])
    const told = /^answers-however-it-arrives · short · (cut:.*)$/m.exec(run.stdout)?.[1]
    expect(run.stdout).toContain(`short cuts: fail (${told})`)
    expect(run.stdout).toContain('decodes-partial-utf8')
  }, 120_000)
})

describe('replay', () => {
  test('runs a failure of a graded submission again', async () => {
    const folder = await classOf({
      'ana y beto': 'python-wrong-text',
      carla: 'python-like-the-notes',
    })
    await mkdir(join(folder, 'diego'))
    const out = join(await temporary(), 'out')
    const graded = await grade(folder, out)
    expect(graded.stdout).toContain(
      `to see a failure again: npx enchufe replay ${out} --trust <submission>`,
    )
    const replay = (id: string, ...more: string[]) =>
      enchufe(['replay', out, id, '--trust', ...more])

    const run = await replay('ana y beto')
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toMatch(/^greets · main · whole\n *\d+\.\d {2}the program starts\n/)
    expect(run.stdout.match(/^(?:PASS|FAIL|SKIP|OPEN) .*/gm)).toEqual(['FAIL    0/2  greets'])
    const failures = failuresIn(run.stdout)
    expect(failures).toMatchObject([{ cause: 'wrong-bytes, proved: it was seen' }])
    expect(failuresIn((await asPrinted(failures[0]!.again)).stdout)).toEqual(failures)

    const passed = await replay('carla', '--only', 'closes')
    expect(passed.exitCode).toBe(0)
    expect(passed.stdout).toContain('PASS    1/1  closes')

    const refusals = [
      [await replay('ana y betto'), 'no submission "ana y betto"; did you mean "ana y beto"?'],
      [await replay('carla'), 'no check of "carla" has failed; name one with --only'],
      [await replay('diego'), 'there is no entry file'],
      [await replay('carla', '--only', 'clses'), 'did you mean "closes"?'],
      [await replay('ana y beto', '-a', 'greeting-client'), 'there is no check "greets"'],
    ] as const
    for (const [{ exitCode, stderr, stdout }, said] of refusals) {
      expect(stderr).toContain(said)
      expect(stdout).toBe('')
      expect(exitCode).toBe(2)
    }

    const moved = join(await temporary(), 'moved')
    await rename(folder, moved)
    const gone = await replay('ana y beto')
    expect(gone.exitCode).toBe(2)
    expect(gone.stderr).toContain(
      `no longer in ${join(folder, 'ana y beto')}; say with --submissions`,
    )
    const found = await replay('ana y beto', '--submissions', moved)
    expect(found.exitCode).toBe(1)
    expect(failuresIn(found.stdout)[0]?.again).toContain(`--submissions`)
  }, 300_000)

  test('a check that has failed in one of several scenarios, cut', async () => {
    const { own, assignment } = await writeOneRecv()
    const out = join(await temporary(), 'out')
    const args = [
      'grade',
      join(own, '..'),
      '-a',
      assignment,
      '--out',
      out,
      '--seed',
      '7',
      '--trust',
    ]
    const { stdout } = await enchufe(args)
    const printed = /to see a failure again: (.*)/.exec(stdout)![1]!
    const run = await asPrinted(`${printed.replace('<submission>', "'mi tarea'")} --only in-two`)
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toContain('in-two · main · cut:1:1')
    const [failure] = failuresIn(run.stdout)
    expect(failure).toMatchObject({
      id: 'in-two',
      cause: 'one-recv-per-message, proved: it was seen',
    })
    expect(failuresIn((await asPrinted(failure!.again)).stdout)).toEqual([failure])
    const first = await asPrinted(printed.replace('<submission>', "'mi tarea'"))
    expect(first.stdout).toContain('answers · main · whole')
  }, 300_000)
})

describe('a machine that shows nothing of the kernel', () => {
  test('what a limit decides is timed, what needs a stopped program is undecided', async () => {
    const { own, assignment } = await writeOneRecv()
    const args = ['check', own, '-a', assignment, '--lab', 'clock']
    const checks = ['in-bytes', 'says-no-more', 'closes', 'survives']
    const only = checks.flatMap((id) => ['--only', id])
    const run = await enchufe([...args, ...only, '--json'])
    expect(run.stderr).toMatch(/^the kernel shows nothing of the programs here: /)
    expect(run.exitCode).toBe(1)
    const report = Report.parse(JSON.parse(run.stdout))
    expect(report.lab).toBe('clock')
    const found = report.status === 'graded' ? report.checks : []
    const told = found.filter(({ id }) => checks.includes(id))
    const words = told.map(({ id, verdict, evidence, cause, because }) => [
      id,
      verdict,
      evidence ?? because,
      cause,
    ])
    expect(words).toEqual([
      ['in-bytes', 'fail', 'proved', 'one-recv-per-message'],
      ['says-no-more', 'pass', 'timed', null],
      ['closes', 'fail', 'timed', 'did-not-close'],
      ['survives', 'unjudged', 'harness-fault', null],
    ])
    const text = await enchufe([...args, '--only', 'closes', '--lang', 'es'])
    expect(text.stderr).toMatch(/^aquí el kernel no muestra nada de los programas: /)
    expect(text.stdout).toContain('did-not-close, por tiempo: pasó un límite')
    expect(text.stdout).toMatch(/^corrido sin ver lo que el kernel muestra .*clock/m)
  }, 120_000)
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
    [['prove', '--verbose'], 'there is no option "--verbose" (see --help)'],
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
      ['check', '.', '-a', 'greeting-server', '--lab', 'labb'],
      '--lab is "labb", it should be one of',
    ],
    [['check', '.', '-a', 'greeting-server', '--seed', '-1'], '--seed is "-1"'],
    [['prove', 'greeting-server', '--part', '4/3'], '--part is "4/3", it should be like 1/3'],
    [['prove', 'greeting-server', '--part', '0/3'], '--part is "0/3"'],
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
    [['replay', '/no/such', 'ana'], 'no results could be read'],
    [['replay', '.'], '"submission" is missing'],
    [
      ['check', '.', '-a', 'greeting-server', '--only', 'greets', '--delivery', 'cut:1'],
      '--delivery is "cut:1"; it should be whole, bytewise,',
    ],
    [
      ['check', '.', '-a', 'greeting-server', '--delivery', 'whole'],
      '--delivery plays one check again; name it with one --only',
    ],
    [
      'check . -a greeting-server --only greets --only closes --delivery whole'.split(' '),
      'name it with one --only',
    ],
    [
      'check . -a greeting-server --only greets --delivery whole --scenario long'.split(' '),
      '--scenario is "long", it should be one of main',
    ],
  ])('%j', async (args, expected) => {
    expect(await sentence(...args)).toContain(expected)
  })

  test('an assignment that wants a terminal, where there is none', async () => {
    const folder = await temporary()
    await writeFile(join(folder, 'client.py'), '')
    const file = join(folder, 'assignment.yaml')
    const requirement = '{ en: It MUST ask., es: DEBE preguntar. }'
    const scenario = '[{ kind: refuse }, { kind: expectOutput, expected: "name? " }]'
    await writeFile(
      file,
      `id: asker
title: { en: X, es: X }
program: { role: client, entry: [client], port: { given: argument }, streams: terminal }
framing: { kind: lines }
checks: [{ id: asks, points: 1, requirement: ${requirement}, scenario: ${scenario} }]\n`,
    )
    const args = ['check', folder, '-a', file, '--lab', 'plain']
    const run = await enchufe(args, { env: { PATH: folder, XDG_CACHE_HOME: folder } })
    expect(run.exitCode).toBe(2)
    expect(run.stdout).toBe('')
    expect(run.stderr).toContain(
      'the assignment runs programs in a terminal (program.streams), and there is none to be had here: no C compiler is installed (cc, gcc, clang); nobody could be graded fairly',
    )
  })

  test('a mistake in an assignment is told with its place', async () => {
    const folder = await temporary()
    const file = join(folder, 'assignment.yaml')
    await writeFile(file, 'id: x\ntitel: {en: X, es: X}\n')
    const { exitCode, stdout, stderr } = await enchufe(['show', file])
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^enchufe: .*assignment\.yaml:\d+:\d+: .*\n.*assignment\.yaml:/)
  })
})

describe('doctor', () => {
  test('tells what this machine can do', async () => {
    const english = await enchufe(['doctor'])
    expect(english.exitCode).toBe(0)
    expect(english.stderr).toBe('')
    expect(english.stdout).toMatch(/^Programs run .*\(lab "(?:lab|net|plain)"\)/)
    expect(english.stdout).toMatch(/^there {5}typescript: node \d/m)
    const spanish = await enchufe(['doctor', '--lang', 'es'])
    expect(spanish.stdout).toMatch(/^está {6}tablas de sockets$/m)
  })

  test('--json prints the findings and nothing else; what is missing is told, not an error', async () => {
    const folder = await temporary()
    await writeFile(join(folder, 'ruby'), '#!/bin/sh\necho broken >&2\nexit 1\n', { mode: 0o755 })
    const languages = {
      ruby: { extensions: ['.rb'], run: ['ruby', '{entry}'] },
      java: { extensions: ['.java'], build: [['javac', '{entry}']], run: ['java', '{class}'] },
    }
    const config = join(folder, 'grading.config.json')
    await writeFile(config, JSON.stringify({ languages, lab: 'net' }))
    const options = { env: { PATH: folder } }
    const run = await enchufe(['doctor', '--json', '--config', config], options)
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toBe('')
    const findings = JSON.parse(run.stdout) as unknown
    expect(findings).toContainEqual({
      id: 'tools',
      kind: 'missing',
      detail: 'unshare, ip, hostname, mount',
      because: 'no-package',
    })
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'private-network', kind: 'missing', because: 'tools' }),
    )
    expect(findings).toContainEqual({ id: 'socket-tables', kind: 'there' })
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'short-io', because: 'no-compiler' }),
    )
    expect(findings).toContainEqual({
      id: 'language:ruby',
      kind: 'missing',
      detail: 'ruby: broken',
      because: 'broken',
    })
    expect(findings).toContainEqual({
      id: 'language:java',
      kind: 'missing',
      detail: 'javac, java',
      because: 'no-package',
    })
    const told = await enchufe(['doctor', '--config', config], options)
    expect(told.exitCode).toBe(0)
    expect(told.stdout).toContain('No program can be run: the configuration asks for')
  })

  test('names the setting that forbids user namespaces', async (context) => {
    const script = `echo 0 > /proc/sys/user/max_user_namespaces &&
      exec setpriv --bounding-set -sys_admin --inh-caps -all "$@"`
    const inside = ['--user', '--map-root-user', 'sh', '-c', script, 'sh']
    const possible = await execa('unshare', [...inside, 'true'], { reject: false })
    context.skip(possible.failed, 'there are no user namespaces, or no setpriv')
    const args = [...inside, process.execPath, command, 'doctor', '--json']
    const { stdout } = await execa('unshare', args, { cwd: root, stdin: 'ignore' })
    const findings = JSON.parse(stdout) as unknown
    expect(findings).toContainEqual({
      id: 'user-namespaces',
      kind: 'missing',
      detail: 'user.max_user_namespaces = 0',
      because: 'max-user-namespaces',
    })
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'private-network', kind: 'missing' }),
    )
    expect(findings).toContainEqual({
      id: 'no-time-wait',
      kind: 'missing',
      because: 'private-network',
    })
  })
})

describe('help and show', () => {
  test.each(['', 'check', 'grade', 'regrade', 'replay', 'prove', 'show', 'doctor'])(
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
    // An assignment, or a variant of one.
    expect(JSON.parse(schema.stdout)).toMatchObject({
      anyOf: [{ type: 'object' }, { type: 'object' }],
    })
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
  expect(readme).toContain(`\`\`\`text\n${table.slice(0, table.indexOf('\nrun '))}`)
}, 120_000)
