import { expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { sha256 } from '../lib/digest.ts'
import type { StepEnd } from '../transcript/event.ts'
import type { FileContent } from '../transcript/file-content.ts'
import { judgePlay } from './play.ts'

const path = 'recibido.txt'

/** What is said of a file with this content where `data` should have been written. */
function judge(
  data: string,
  content: FileContent | undefined,
  { crash = false, wait }: { readonly crash?: boolean; readonly wait?: StepEnd } = {},
) {
  const waited = wait ? { wait } : {}
  const events = [
    ...(content ? [{ kind: 'file' as const, step: 0, path, content, ...waited, atMs: 0 }] : []),
    { kind: 'step-ended' as const, step: 0, end: 'limit' as const, limitMs: 500, atMs: 1 },
    ...(crash
      ? [{ kind: 'exited' as const, exit: { kind: 'signal', signal: 'SIGSEGV' } as const, atMs: 2 }]
      : []),
  ]
  const steps = [Step.parse({ kind: 'expectFile', path, data })]
  return judgePlay({ steps, framing: { kind: 'until-close' } }, { events })
}

const file = (bytes: Uint8Array | string, rest: object = {}): FileContent => {
  const raw = Buffer.from(bytes)
  return { there: 'file', size: raw.length, from: 0, data: encodeBytes(raw), ...rest }
}

test('the file that was asked for', () => {
  expect(judge('hola', file('hola')).kind).toBe('pass')
  expect(judge('', file('')).kind).toBe('pass')
})

test.each([
  ['met', 'proved'],
  ['settled', 'proved'],
  ['impossible', 'proved'],
  ['limit', 'timed'],
  ['overloaded', 'timed'],
] as const)('the wait for it, which ended so: %s', (wait, evidence) => {
  expect(judge('hola', file('hola'), { wait })).toEqual({ kind: 'pass', evidence })
})

test('a long one, of which only a part is kept, by its digest', () => {
  const kept = { size: 8, data: encodeBytes(Buffer.from('hola')), from: 2 }
  const right = file('', { ...kept, sha256: sha256(Buffer.from('--hola--')) })
  expect(judge('--hola--', right).kind).toBe('pass')
  expect(judge('--hola-+', right).kind).toBe('fail')
  expect(judge('--hola--', file('', kept)).kind).toBe('fail')
})

test.each(['nothing', 'link', 'folder', 'unreadable', 'other'] as const)('%s', (there) => {
  expect(judge('hola', { there })).toMatchObject({
    kind: 'fail',
    cause: { kind: 'no-file', path, there, limitMs: 500 },
  })
})

test.each([
  ['another letter', 'hole', { offset: 3, expectedSize: 4, receivedSize: 4 }],
  ['an end that is missing', 'ho', { offset: 2, expectedSize: 4, receivedSize: 2 }],
  ['too much', 'hola\n', { offset: 4, expectedSize: 4, receivedSize: 5 }],
])('%s', (_, text, difference) => {
  expect(judge('hola', file(text))).toMatchObject({
    kind: 'fail',
    cause: { kind: 'wrong-file', path, from: 0, ...difference },
  })
})

test('of a difference far inside some bytes around it are told', () => {
  const wanted = 'a'.repeat(1000)
  const content = file(`${'a'.repeat(600)}b${'a'.repeat(99)}`, { size: 1000, from: 200 })
  expect(judge(wanted, content)).toMatchObject({
    cause: {
      from: 700,
      offset: 800,
      expected: { text: 'a'.repeat(300) },
      received: { text: `${'a'.repeat(100)}b${'a'.repeat(99)}` },
    },
  })
})

test('a crash explains what is missing', () => {
  expect(judge('hola', { there: 'nothing' }, { crash: true })).toMatchObject({
    cause: { kind: 'crashed' },
  })
})

test('nothing is said of a step that was not played to its end', () => {
  expect(judge('hola', undefined).kind).not.toBe('fail')
})
