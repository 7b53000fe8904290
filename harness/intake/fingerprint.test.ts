import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { fingerprintOf } from './fingerprint.ts'

const limits = Limits.parse({})

async function submission(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'parts'))
  await writeFile(join(folder, 'server.py'), 'one')
  await writeFile(join(folder, 'parts', 'lines.py'), 'two')
  return folder
}

test('the same files have the same fingerprint, wherever they are', async () => {
  const [one, other] = [await submission(), await submission()]
  expect(await fingerprintOf(one, limits)).toBe(await fingerprintOf(other, limits))
  expect(await fingerprintOf(one, limits)).toMatch(/^[0-9a-f]{64}$/)
})

test.each<[what: string, change: (folder: string) => Promise<void>]>([
  ['a byte', (folder) => writeFile(join(folder, 'parts', 'lines.py'), 'tow')],
  ['a name', (folder) => rename(join(folder, 'server.py'), join(folder, 'Server.py'))],
  ['one file more', (folder) => writeFile(join(folder, 'empty'), '')],
  ['one file less', (folder) => rm(join(folder, 'server.py'))],
])('%s changes it', async (_, change) => {
  const folder = await submission()
  const before = await fingerprintOf(folder, limits)
  await change(folder)
  expect(await fingerprintOf(folder, limits)).not.toBe(before)
})

test('what is never copied, and a link out of the submission, do not count', async () => {
  const folder = await submission()
  const before = await fingerprintOf(folder, limits)
  await mkdir(join(folder, '__pycache__'))
  await writeFile(join(folder, '__pycache__', 'server.pyc'), 'compiled')
  await symlink('/etc/passwd', join(folder, 'link'))
  expect(await fingerprintOf(folder, limits)).toBe(before)
})

test('of too much only names and sizes count, and a single file has one, too', async () => {
  const folder = await submission()
  const few = { ...limits, submissionBytesMax: 4, submissionFilesMax: 2 }
  const before = await fingerprintOf(folder, few)
  await writeFile(join(folder, 'server.py'), 'eno')
  expect(await fingerprintOf(folder, few)).toBe(before)
  const file = join(folder, 'server.py')
  expect(await fingerprintOf(file, limits)).not.toBe(await fingerprintOf(folder, limits))
})

test('what is not there differs from what is', async () => {
  const folder = await submission()
  const before = await fingerprintOf(folder, limits)
  await rm(folder, { recursive: true })
  expect(await fingerprintOf(folder, limits)).not.toBe(before)
})
