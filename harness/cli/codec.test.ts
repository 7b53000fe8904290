import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { Report } from '../judge/report.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const course = join(root, 'examples/course')

function enchufe(cwd: string, ...args: readonly string[]) {
  return execa(process.execPath, [join(root, 'harness/cli/enchufe.mjs'), ...args], {
    cwd,
    env: { LC_ALL: 'C.UTF-8' },
    stdin: 'ignore',
    reject: false,
  })
}

/** A copy of the course whose codec can be spoilt. */
async function copy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-course-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(course, folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

/** Puts something in the place of a line of the codec. */
async function spoil(folder: string, line: string, by: string): Promise<void> {
  const file = join(folder, 'specs/box-server/codec.ts')
  const text = await readFile(file, 'utf8')
  expect(text).toContain(line)
  await writeFile(file, text.replace(line, by))
}

const filled = 'if (filling.some((byte) => byte !== 0)) {'
const check = ['check', 'fixtures/box-server/python-fills-with-spaces', '--json'] as const

test('an assignment in YAML with a framing of its own is proved, from the folder of its course', async () => {
  const run = await enchufe(course, 'prove', 'box-server')
  expect([run.exitCode, run.stderr]).toEqual([0, ''])
  expect(run.stdout).not.toContain('WRONG')
}, 240_000)

test('what a program sends is lost for the reason that the codec gives, in both languages', async () => {
  const only = ['--only', 'answers', '-a', 'box-server'] as const
  const run = await enchufe(course, ...check, ...only)
  const report = Report.parse(JSON.parse(run.stdout))
  if (report.status !== 'graded') throw new Error(report.status)
  const { failure } = report.checks.find(({ id }) => id === 'answers')!
  expect(failure?.cause).toMatchObject({ kind: 'wrong-message', fault: 'invalid' })
  expect(failure?.explanation).toMatchInlineSnapshot(`
    {
      "en": "ana received bytes that cannot be a message, "\\u{4}\\0HOLA    ": its 4 bytes are not filled up with zero bytes to whole boxes of 8; the message should be "HOLA".",
      "es": "A ana le llegaron bytes que no pueden ser un mensaje, "\\u{4}\\0HOLA    ": sus 4 bytes no están rellenados con bytes cero hasta completar cajas de 8; el mensaje debería ser "HOLA".",
    }
  `)
}, 120_000)

test.each([
  ['throws', `${filled} throw new Error('spaces?')`, 'decode() throw spaces?'],
  ['never ends', `${filled} for (;;);`, 'decode() > 1000 ms'],
])(
  'a codec that %s on what a program sends costs nobody a point',
  async (_, by, what) => {
    const folder = await copy()
    await spoil(folder, filled, by)
    const run = await enchufe(folder, ...check, '--only', 'answers', '-a', 'box-server')
    expect(run.exitCode).toBe(2)
    const report = Report.parse(JSON.parse(run.stdout))
    if (report.status !== 'graded') throw new Error(report.status)
    const one = report.checks.find(({ id }) => id === 'answers')!
    expect([one.verdict, one.because, one.detail]).toEqual([
      'unjudged',
      'codec-fault',
      `./codec.ts: ${what}`,
    ])
  },
  120_000,
)

test('another codec is noticed when stored results are judged again', async () => {
  const folder = await copy()
  await mkdir(join(folder, 'submissions'))
  const from = join(folder, 'fixtures/box-server/python-correct')
  await cp(from, join(folder, 'submissions/ana'), { recursive: true })
  const grade = ['grade', 'submissions', '-a', 'box-server', '-o', 'out', '--trust']
  expect((await enchufe(folder, ...grade)).exitCode).toBe(0)
  const verdicts = async () => {
    expect((await enchufe(folder, 'regrade', 'out')).exitCode).toBe(0)
    const text = await readFile(join(folder, 'out/submissions/ana/report.json'), 'utf8')
    const report = Report.parse(JSON.parse(text))
    if (report.status !== 'graded') throw new Error(report.status)
    return report.checks.map(({ verdict, because }) => because ?? verdict)
  }
  expect(await verdicts()).toEqual(['pass', 'pass', 'pass', 'pass'])
  await spoil(folder, filled, `${filled} // here`)
  // What it sends itself is written in hexadecimal digits: there nothing has changed.
  expect(await verdicts()).toEqual([
    'scenario-changed',
    'scenario-changed',
    'scenario-changed',
    'pass',
  ])
}, 240_000)
