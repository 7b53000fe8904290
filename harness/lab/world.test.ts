import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest'
import { read } from '../kernel/proc.ts'
import { isAlive, listProcessIds } from '../kernel/processes.ts'
import { bounds } from '../lib/bounds.ts'
import { pollUntil } from '../lib/poll.ts'
import { tryWorld } from './probe.ts'
import { openWorld, type WorldOptions } from './world.ts'

let noWorlds: string | undefined
let folder = ''
beforeAll(async () => {
  noWorlds = process.platform === 'linux' ? await tryWorld() : process.platform
  folder = await mkdtemp(join(tmpdir(), 'enchufe-world-'))
  await mkdir(join(folder, 'empty'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function needWorlds({ skip }: TestContext): void {
  skip(noWorlds !== undefined, `no world of one's own on this machine: ${noWorlds}`)
}

function options(etc: string): WorldOptions {
  const empty = join(folder, 'empty')
  const folders = { submission: empty, built: empty, home: empty, temporary: empty, memory: empty }
  return {
    view: { folders, building: false, etc, runtimes: [], extra: [] },
    cwd: '/',
    user: process.getuid?.() === 0 ? bounds.programUserMin : undefined,
    limits: { nproc: 100, fsize: 1e6, nofile: 100, cpu: 10, data: 1e9 },
    folder,
    signal: new AbortController().signal,
  }
}

test('several worlds at a time, each with processes of its own', async (context) => {
  needWorlds(context)
  const worlds = await Promise.all(
    Array.from({ length: 5 }, () => openWorld(options(join(folder, 'empty')))),
  )
  expect(new Set(worlds.map(({ init }) => init.pid)).size).toBe(5)
  for (const world of worlds) {
    const [file, ...args] = world.enter(['/bin/sh', '-c', 'echo $$; exit 3'])
    const { stdout, exitCode } = await execa(file, args, {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      reject: false,
    })
    expect(exitCode).toBe(3)
    expect(Number(stdout)).toBeLessThan(10)
  }
  for (const world of worlds) {
    expect(world.holders.every(isAlive)).toBe(true)
    await world[Symbol.asyncDispose]()
    expect(world.holders.some(isAlive)).toBe(false)
  }
  expect((await readdir(folder)).filter((name) => name.endsWith('.arguments'))).toEqual([])
})

test('why there is no world is said, and the next one is opened all the same', async (context) => {
  needWorlds(context)
  await expect(openWorld(options(join(folder, 'nothing')))).rejects.toThrow(
    /^no world for the program: bwrap: .*nothing: No such file/,
  )
  await using world = await openWorld(options(join(folder, 'empty')))
  expect(inside()).toContain(world.init.pid)
})

test('one that is given up leaves nothing behind', async (context) => {
  needWorlds(context)
  const signal = AbortSignal.abort(new Error('over'))
  await expect(openWorld({ ...options(join(folder, 'empty')), signal })).rejects.toThrow(
    /^(?:no world for|the world for) the program/,
  )
  expect(await pollUntil(() => inside().length === 0, wait)).toBe('met')
})

const wait = { limitMs: 10_000, signal: new AbortController().signal }

/** The processes in worlds of this test. */
function inside(): readonly number[] {
  return listProcessIds().filter((pid) =>
    read(`/proc/${pid}/mountinfo`).includes(`${basename(folder)}/empty /tmp `),
  )
}
