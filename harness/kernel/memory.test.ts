import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { pollUntil } from '../lib/poll.ts'
import { readMemory } from './memory.ts'

/** A Python program that tells where it keeps its bytes, and keeps them there. */
async function keep(bytes: string) {
  const script = `
import ctypes, signal
kept = ctypes.create_string_buffer(b'${bytes}')
print(ctypes.addressof(kept), flush=True)
signal.pause()
`
  const child = spawn('python3', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  let told = ''
  child.stdout.setEncoding('latin1').on('data', (piece: string) => (told += piece))
  const bounds = { limitMs: 30_000, signal: new AbortController().signal }
  expect(await pollUntil(() => told.endsWith('\n'), bounds)).toBe('met')
  return { child, ended, owner: { pid: child.pid!, tid: child.pid! }, address: BigInt(told.trim()) }
}

const nowhere = process.platform !== 'linux'

test('the memory of a program of ours', async ({ skip }) => {
  skip(nowhere, 'no /proc here')
  const { owner, address } = await keep('sixteen bytes or')
  expect(Buffer.from(readMemory(owner, address, 16)!).toString()).toBe('sixteen bytes or')
  expect(Buffer.from(readMemory(owner, address + 8n, 5)!).toString()).toBe('bytes')
})

test('undefined where it has nothing, and for numbers that are no address', async ({ skip }) => {
  skip(nowhere, 'no /proc here')
  const { owner } = await keep('nothing')
  for (const address of [0n, 16n, 2n ** 47n, 2n ** 63n - 16n, 2n ** 63n, 2n ** 64n - 1n, -1n]) {
    expect(readMemory(owner, address, 16)).toBeUndefined()
  }
})

test('undefined when it has ended', async ({ skip }) => {
  skip(nowhere, 'no /proc here')
  const { child, ended, owner, address } = await keep('gone')
  child.kill('SIGKILL')
  await ended
  expect(readMemory(owner, address, 4)).toBeUndefined()
})
