import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const words = [process.execPath, join(root, 'harness/cli/enchufe.mjs')]
const greets = join(root, 'fixtures/greeting-server/python-like-the-notes/servidor.py')
const assignment = ['--assignment', join(root, 'specs/greeting-server')]

/** A student's folder, whose name a terminal would obey. */
async function makeFolder(name: string): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'enchufe-status-')), name)
  onTestFinished(() => rm(dirname(folder), { recursive: true, force: true }))
  await mkdir(folder)
  await writeFile(join(folder, 'servidor.py'), await readFile(greets))
  return folder
}

/** Runs the command with one terminal for both streams, or with a pipe for one of them. */
async function onTerminal(args: readonly string[], { pipes = '', term = 'xterm' } = {}) {
  const quoted = [...words, ...args].map((word) => `'${word}'`).join(' ')
  const { stdout } = await execa('script', ['-qec', `${quoted} ${pipes}`, '/dev/null'], {
    env: { TERM: term, NO_COLOR: '1', COLUMNS: '40' },
    stdin: 'ignore',
  })
  return stdout
}

const wiped = '\r\u001B[2K'
const check = async (name = 'ana') => ['check', await makeFolder(name), ...assignment]

test('on a terminal the check that is under way is shown, and nothing of it stays', async (context) => {
  context.skip(process.platform !== 'linux', 'script(1) is another elsewhere')
  const shown = await onTerminal(await check('ana\u001B[31m\nbeto'))
  const [first = '', ...later] = shown.split(wiped).slice(1)
  expect(first).toContain(String.raw`1/7 listens (ana\u{1b}[31m\nbeto)`)
  expect(later.slice(0, -1).every((line) => /^\d\/7 [a-z-]+ \(ana.*\)$/.test(line))).toBe(true)
  expect(later.at(-1)).toMatch(/^Greeting server/)
  expect(later.at(-1)).not.toContain('7 listens (')
})

test('nothing of it in a pipe, nor where a terminal can do nothing', async (context) => {
  context.skip(process.platform !== 'linux', 'script(1) is another elsewhere')
  const args = await check()
  for (const setting of [{ pipes: '2>/dev/null' }, { term: 'dumb' }]) {
    expect(await onTerminal(args, setting)).not.toContain(wiped)
  }
  const [file, ...rest] = words
  const { stderr } = await execa(file!, [...rest, ...args], { stdin: 'ignore' })
  expect(stderr).toBe('')
})
