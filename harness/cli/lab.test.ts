import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Gradebook } from '../batch/gradebook.ts'
import { commandLine, isAlive, listProcessIds, readProcess } from '../kernel/processes.ts'
import { tryWorld } from '../lab/probe.ts'
import { pollUntil } from '../lib/poll.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'harness/cli/enchufe.mjs')
const soon = { limitMs: 30_000, signal: new AbortController().signal }

let noWorlds: string | undefined
beforeAll(async () => {
  noWorlds = await tryWorld()
})

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-lab-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A folder with some copies of one of our own programs. */
async function classOf(source: string, names: readonly string[]): Promise<string> {
  const folder = await temporary()
  for (const name of names) {
    await cp(join(root, source), join(folder, name), { recursive: true })
  }
  return folder
}

const start = (args: readonly string[]) =>
  execa(process.execPath, [command, ...args], {
    cwd: root,
    reject: false,
    stdin: 'ignore',
    env: { LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' },
  })

describe('programs of others', () => {
  test.each(['net', 'plain', 'clock'])('in lab %s are not run without --trust', async (lab) => {
    const [folder, out] = [await classOf('examples/class/ana', ['ana']), await temporary()]
    const args = ['grade', folder, '-a', 'greeting-server', '--out', join(out, 'out')]
    const refused = await start([...args, '--lab', lab])
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toContain(`in lab "${lab}"`)
    expect(refused.stderr).toContain('could read and change every file that you may')
    expect(await readdir(out)).toEqual([])
    const spanish = await start([...args, '--lab', lab, '--lang', 'es'])
    expect(spanish.stderr).toContain('podrían leer y cambiar todo archivo que tú puedas')
  })

  test('are run with it, and the report says where; a program of one’s own needs none', async () => {
    const folder = await classOf('examples/class/ana', ['ana'])
    const out = join(await temporary(), 'out')
    const args = ['-a', 'greeting-server', '--lab', 'net']
    const graded = await start(['grade', folder, ...args, '--out', out, '--trust'])
    expect(graded.exitCode).toBe(0)
    expect(graded.stdout).toContain('with the files of the machine (net)')
    const own = await start(['check', join(folder, 'ana'), ...args])
    expect(own.exitCode).toBe(0)
    expect(own.stdout).toContain('with the files of the machine (net)')
  })
})

/** Processes below one, itself left out. */
function descendantsOf(pid: number): readonly number[] {
  const parents = new Map(listProcessIds().map((each) => [each, readProcess(each)?.parent]))
  const isBelow = (each: number | undefined): boolean =>
    each !== undefined && (each === pid || isBelow(parents.get(each)))
  return [...parents.keys()].filter((each) => each !== pid && isBelow(each))
}

function workersOf(pid: number): readonly number[] {
  return descendantsOf(pid).filter((each) => {
    const line = commandLine(each)
    return line.includes('worker.ts') && line.startsWith(process.execPath)
  })
}

describe('a batch in lab lab', () => {
  test.for([
    ['as soon as a worker has begun', `${process.execPath} ${root}harness/cli/worker.ts`],
    ['while a program runs', '/submission/'],
  ] as const)('SIGKILL of the coordinator %s leaves no process', async ([, sign], context) => {
    context.skip(noWorlds !== undefined, `there are no worlds here: ${noWorlds}`)
    const folder = await classOf('fixtures/greeting-server/python-never-ends', ['ana', 'beto'])
    const out = join(await temporary(), 'out')
    const args = ['grade', folder, '-a', 'greeting-server', '--out', out, '--lab', 'lab']
    const batch = start(args)
    let below: readonly number[] = []
    const isUnderWay = () => {
      below = descendantsOf(batch.pid!)
      return below.some((pid) => isOf(commandLine(pid), sign))
    }
    expect(await pollUntil(isUnderWay, soon)).toBe('met')
    batch.kill('SIGKILL')
    await batch
    // Two seconds are enough, on a machine that has nothing else to do.
    const later = { ...soon, limitMs: 10_000 }
    await pollUntil(() => !below.some(isAlive), later)
    expect(below.filter(isAlive).map(commandLine)).toEqual([])
  })

  test('a worker that dies is replaced, and what it graded is tried once more', async (context) => {
    context.skip(noWorlds !== undefined, `there are no worlds here: ${noWorlds}`)
    const folder = await classOf('examples/class/ana', ['ana', 'beto'])
    const out = join(await temporary(), 'out')
    const args = ['-a', 'greeting-server', '--out', out, '--lab', 'lab', '--jobs', '1']
    const batch = start(['grade', folder, ...args])
    await killOneWorker(batch.pid!, new Set())
    const { exitCode } = await batch
    expect(exitCode).toBe(0)
    const { submissions } = await gradebookIn(out)
    expect(submissions.map(({ id, score }) => [id, score])).toEqual([
      ['ana', 10],
      ['beto', 10],
    ])
  })

  test('one on which two workers die is unjudged, and the batch goes on', async (context) => {
    context.skip(noWorlds !== undefined, `there are no worlds here: ${noWorlds}`)
    const folder = await classOf('examples/class/ana', ['ana', 'beto'])
    const out = join(await temporary(), 'out')
    const args = ['-a', 'greeting-server', '--out', out, '--lab', 'lab', '--jobs', '1']
    const batch = start(['grade', folder, ...args])
    const killed = new Set<number>()
    await killOneWorker(batch.pid!, killed)
    await killOneWorker(batch.pid!, killed)
    await batch
    const { submissions } = await gradebookIn(out)
    expect(
      submissions.map(({ id, score, undecidedPoints }) => [id, score, undecidedPoints]),
    ).toEqual([
      ['ana', 0, 10],
      ['beto', 10, 0],
    ])
  })
})

/** What a program is started with has its name too, and a worker's shells have the worker's. */
function isOf(line: string, sign: string): boolean {
  return sign.startsWith(process.execPath) ? line.startsWith(sign) : line.includes(sign)
}

/** Kills a worker while it runs a program; one that was killed before does not count. */
async function killOneWorker(coordinator: number, killed: Set<number>): Promise<void> {
  let victim = 0
  const isAtWork = () => {
    victim = workersOf(coordinator).find((pid) => !killed.has(pid) && isBusy(pid)) ?? 0
    return victim > 0
  }
  expect(await pollUntil(isAtWork, soon)).toBe('met')
  killed.add(victim)
  process.kill(victim, 'SIGKILL')
}

function isBusy(worker: number): boolean {
  return descendantsOf(worker).some((pid) => commandLine(pid).includes('/submission/'))
}

async function gradebookIn(out: string): Promise<Gradebook> {
  return Gradebook.parse(JSON.parse(await readFile(join(out, 'gradebook.json'), 'utf8')))
}

test('programs with one hard-coded port run side by side, and none waits for it', async (context) => {
  context.skip(noWorlds !== undefined, `there are no worlds here: ${noWorlds}`)
  const names = ['ana', 'beto', 'carla', 'diego', 'elisa', 'felipe']
  const folder = await classOf('examples/class/ana', names)
  const out = join(await temporary(), 'out')
  const args = ['-a', 'greeting-server', '--out', out, '--lab', 'lab', '--jobs', '3']
  const batch = await start(['grade', folder, ...args])
  expect(batch.stderr).not.toContain('waiting until port')
  const { submissions } = await gradebookIn(out)
  expect(submissions.map(({ id, score }) => [id, score])).toEqual(names.map((id) => [id, 10]))
})
