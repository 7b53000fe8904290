import { rm, writeFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { pollUntil } from '../lib/poll.ts'
import { start } from './test-start.ts'

const mebibyte = 1024 ** 2
const bounds = { limitMs: 10_000, signal: new AbortController().signal }

test('files in memory of others, which go meanwhile, hide nothing', async () => {
  const others = `/dev/shm/enchufe-test-${process.pid}`
  onTestFinished(() => rm(others, { force: true }))
  await writeFile(others, Buffer.alloc(64 * mebibyte))
  const limits = Limits.parse({ memoryBytesMax: 32 * mebibyte })
  const hog = `
import os, sys
sys.stdin.readline()
os.write(os.memfd_create('x'), b'x' * (40 << 20))
sys.stdin.readline()
`
  const run = await start(['python3', '-c', hog], limits)
  await using program = run.program
  await rm(others)
  program.write(Buffer.from('\n'), 'hold')
  await pollUntil(() => program.exit() !== undefined, bounds)
  expect(run.heard).toContainEqual(
    expect.objectContaining({ kind: 'over-limit', what: 'memory', limit: 32 * mebibyte }),
  )
})
