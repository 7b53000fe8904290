import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UsageError } from '../lib/errors.ts'
import { boundariesWith, CodecFault, decodeWith, encodeWith, type CodecFraming } from './codec.ts'
import { loadCodec } from './load-codec.ts'
import { loadAssignment, type LoadedAssignment } from './load.ts'

/** One byte of length, then the message. */
const right = {
  encode: 'encode: (payload) => Uint8Array.from([payload.length, ...payload])',
  decode: `decode(bytes) {
    const end = 1 + bytes[0]
    if (bytes[0] === 255) return { kind: 'invalid', why: 'it is too long' }
    if (!(bytes.length >= end)) return { kind: 'incomplete' }
    return { kind: 'message', length: end, payload: bytes.subarray(1, end) }
  }`,
}

function codecWith(parts: Readonly<Record<string, string>> = {}): string {
  return `export default { ${Object.values({ ...right, ...parts }).join(', ')} }`
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-codec-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

const assignment = `id: boxes
title: { en: Boxes, es: Cajas }
program: { role: server, entry: [server], port: { given: argument } }
framing: { kind: codec, file: ./codec.mjs }
checks:
  - id: answers
    points: 1
    requirement: { en: It MUST answer., es: DEBE responder. }
    scenario:
      - { kind: connect, peer: ana }
      - { kind: send, peer: ana, data: { kind: message, data: hola } }
      - { kind: expect, peer: ana, expected: { kind: message, data: HOLA } }
`

async function load(codec: string | undefined, text = assignment): Promise<LoadedAssignment> {
  const files = { 'a.yaml': text, ...(codec === undefined ? {} : { 'codec.mjs': codec }) }
  return loadAssignment(join(await folderWith(files), 'a.yaml'))
}

/** The sentences of a mistake, without the folder of the test. */
async function complaint(codec: string | undefined, text?: string): Promise<UsageError['text']> {
  const error: unknown = await load(codec, text).catch((thrown: unknown) => thrown)
  if (!(error instanceof UsageError)) throw new Error('no usage error', { cause: error })
  const short = (sentence: string) => sentence.replace(/^.*\/(?=a\.yaml)/, '')
  return { en: short(error.text.en), es: short(error.text.es) }
}

describe('an assignment with a codec', () => {
  test('names it by the hash of its file, in its framing and in each of its messages', async () => {
    const loaded = await load(codecWith())
    const { framing, checks } = loaded.assignment
    const named = {
      kind: 'codec',
      file: './codec.mjs',
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    }
    expect(framing).toEqual(named)
    expect(checks[0]!.scenarios['main']![1]).toMatchObject({ data: { framing: named } })
    expect(loaded.codecs).toEqual([
      { file: loaded.file.replace('a.yaml', 'codec.mjs'), hash: Reflect.get(framing, 'hash') },
    ])
  })

  test('is another one when the codec is, wherever it lies', async () => {
    const one = await load(codecWith())
    const same = await load(codecWith())
    const other = await load(`${codecWith()} // 2`)
    expect(same.hash).toBe(one.hash)
    expect(other.hash).not.toBe(one.hash)
  })

  test('may name the hash itself, which must then be right', async () => {
    const { framing } = (await load(codecWith())).assignment
    const pinned = (hash: string) =>
      assignment.replace('codec.mjs }', `codec.mjs, hash: "${hash}" }`)
    const hash = String(Reflect.get(framing, 'hash'))
    expect((await load(codecWith(), pinned(hash))).assignment.framing).toEqual(framing)
    expect((await complaint(codecWith(), pinned('0'))).en).toContain(
      `a.yaml:4:44: framing.hash: the codec's file has the hash "${hash}"; the assignment names another one`,
    )
  })

  test('may have it in one message only, and content in JSON that looks like one is content', async () => {
    const text = assignment
      .replace('framing: { kind: codec, file: ./codec.mjs }', 'framing: { kind: lines }')
      .replace('data: hola }', 'data: hola, framing: { kind: codec, file: ./codec.mjs } }')
      .replace(
        'data: HOLA }',
        'data: { kind: json, value: { framing: { kind: codec, file: no } } } }',
      )
    const loaded = await load(codecWith(), text)
    expect(loaded.codecs.length).toBe(1)
    expect(loaded.assignment.framing).toEqual({ kind: 'lines', end: '\n' })
  })

  test('a variant takes the codec of its base, from the folder of the base', async () => {
    const folder = await folderWith({
      'base/a.yaml': assignment,
      'base/codec.mjs': codecWith(),
      'variant/a.yaml': 'base: ../base/a.yaml\nid: variant\n',
    })
    const loaded = await loadAssignment(join(folder, 'variant/a.yaml'))
    expect(loaded.codecs[0]!.file).toBe(join(folder, 'base/codec.mjs'))
  })
})

describe('a codec that is wrong is one sentence with the place', () => {
  test.each([
    [
      undefined,
      'a.yaml:4:25: framing.file: the codec cannot be read: it does not exist; it should be a file beside the assignment, such as "./codec.ts"',
    ],
    [
      'export default { encode: 1 }',
      'a.yaml:4:25: framing.file: the codec should be "export default" of an object with the functions "encode" and "decode", and "boundaries" if it likes',
    ],
    ['export default {', `a.yaml:4:25: framing.file: the codec cannot be loaded: `],
    [
      `import { x } from './x.mjs'\n${codecWith()}`,
      'a.yaml:4:25: framing.file: the codec imports something; it should be one file, whose hash then stands for it ("import type" is free)',
    ],
    [
      codecWith({ encode: 'encode() { throw new Error("no") }' }),
      'the codec fails on this message: ./codec.mjs: encode() throw no',
    ],
    [
      codecWith({ encode: 'encode() { for (;;); }' }),
      'the codec fails on this message: ./codec.mjs: encode() > 1000 ms',
    ],
    [
      codecWith({ encode: 'encode: () => "hola"' }),
      'the codec fails on this message: ./codec.mjs: encode() → "hola"',
    ],
    [
      codecWith({ encode: 'encode() {}' }),
      'the codec fails on this message: ./codec.mjs: encode() → undefined',
    ],
    [
      codecWith({ decode: 'decode: () => ({ kind: "whole" })' }),
      'the codec fails on this message: ./codec.mjs: decode() → {"kind":"whole"}',
    ],
    [
      codecWith({ decode: 'decode: () => ({ kind: "message", length: 1n })' }),
      'the codec fails on this message: ./codec.mjs: decode() → object',
    ],
    [
      codecWith({ decode: 'decode: async () => ({ kind: "incomplete" })' }),
      'the codec fails on this message: ./codec.mjs: decode() → {}',
    ],
    [
      codecWith({
        decode: 'decode: () => ({ kind: "message", length: 0, payload: new Uint8Array() })',
      }),
      'decode() → {"kind":"message","length":0,"payload":{}}',
    ],
    [
      codecWith({ decode: 'decode: () => ({ kind: "invalid", why: "" })' }),
      'decode() → {"kind":"invalid","why":""}',
    ],
    [
      codecWith({ decode: 'decode: () => ({ kind: "invalid", why: "x" })' }),
      'decode() does not find in the bytes of encode() this one message of as many bytes, alone or with more behind it',
    ],
    [
      codecWith({
        decode:
          'decode: (bytes) => ({ kind: "message", length: bytes.length, payload: bytes.slice(1) })',
      }),
      'decode() does not find in the bytes of encode() this one message',
    ],
    [
      codecWith({
        decode: right.decode
          .replace('bytes.length >= end', 'bytes.length > 1')
          .replace('length: end', 'length: bytes.length < end ? bytes.length : end'),
      }),
      'of the first 2 of the 5 bytes of this message decode() should say "incomplete"',
    ],
    [
      codecWith({ boundaries: 'boundaries: () => [-1]' }),
      'the codec fails on this message: ./codec.mjs: boundaries() → [-1]',
    ],
  ])('%s', async (codec, sentence) => {
    const { en, es } = await complaint(codec)
    expect(en).toContain(sentence)
    expect(en).toMatch(/^a\.yaml:\d+:\d+: /)
    expect(es).toMatch(/^a\.yaml:\d+:\d+: /)
    expect(es).not.toBe(en)
  })
})

/** What is said of a file that should be a codec; nothing where it is one. */
async function problemOf(codec: string, name = 'codec.mts'): Promise<string | undefined> {
  const loaded = await loadCodec(join(await folderWith({ [name]: codec }), name))
  return 'problem' in loaded ? loaded.problem.en : undefined
}

const beside = `export const x = 1\nexport default x`

describe('a codec is one file', () => {
  test.each([
    `import { x } from './x.mjs'`,
    `import\n{ x }\nfrom './x.mjs'`,
    `import/* */x from './x.mjs'`,
    `const a = 1; import './x.mjs'`,
    `import { type Y, x } from './x.mjs'`,
    `export * from './x.mjs'`,
    `export * as y from './x.mjs'`,
    `export { x } from './x.mjs'`,
    `export\n/* { */\n{\nx }\nfrom './x.mjs'`,
    `const y = await import('./x.mjs')`,
    `const y = () => import ('./x.mjs')`,
    `const y = () => import\n// where from\n/* ( */ ('./x.mjs')`,
  ])('and not %j', async (line) => {
    const folder = await folderWith({ 'x.mjs': beside, 'codec.mts': `${line}\n${codecWith()}` })
    const loaded = await loadCodec(join(folder, 'codec.mts'))
    expect('problem' in loaded && loaded.problem.en).toContain('the codec imports something')
  })

  test.each([
    `import type { Codec } from 'nowhere'`,
    `import\ntype\n{ Codec }\nfrom 'nowhere'`,
    `export type { Codec } from 'nowhere'`,
    `type Codec = import('nowhere').Codec`,
    `/* import { x } from './x.mjs' */ const y = "export * from './x.mjs'"`,
    `const y = \`\nexport default 1\nexport const z = 2\nimport './x.mjs'\n\``,
    `export const ñ = '日本'; export let b = 2, c = 3\nexport type D = 1; /* */ export class E {}`,
    `export function f() {}; export async function g() {}`,
    `export const first = 1\r\n\r\nexport const second = 2`,
    `const r = /export default/, s = 4 / 2 / 1`,
  ])('which may have %j', async (line) => {
    expect(await problemOf(`${line}\n${codecWith()}`)).toBeUndefined()
  })

  test.each([
    ['', 'mts', 'export default codec satisfies object'],
    ['const z = 1; ', 'mjs', 'export { z, codec as default, z as y }'],
    ['', 'mjs', 'export /* the\n codec */ default codec'],
    ['\t const z = 1; ', 'mjs', 'export  default(codec)'],
  ])('%s, in .%s, with %j', async (before, kind, ending) => {
    const text = `${codecWith().replace('export default', 'const codec =')}\n${before}${ending}`
    expect(await problemOf(text, `codec.${kind}`)).toBeUndefined()
  })

  test.each([
    ['const a = 1', 'the codec should be "export default" of an object'],
    ['const a = {}; export { a as b }', 'the codec should be "export default" of an object'],
    [`${';'.repeat(2000)} export const b = 2`, 'the codec cannot be loaded: Unexpected'],
    ['enum A { B }; export default {}', 'the codec cannot be loaded: '],
    ['export default { encode: (', 'the codec cannot be loaded: '],
    ['throw new Error("no")', 'the codec cannot be loaded: no'],
    ['throw "no"', 'the codec cannot be loaded: no'],
    ['await 1', 'the codec cannot be loaded: await is only valid in async functions'],
  ])('%s', async (text, sentence) => {
    expect(await problemOf(text)).toContain(sentence)
  })
})

describe('a codec is alone', () => {
  test.each([
    'process',
    'require',
    'module',
    'fetch',
    'Buffer',
    'setTimeout',
    'setImmediate',
    'queueMicrotask',
    'performance',
    'WebSocket',
    'navigator',
    'call',
  ])('without %s', async (name) => {
    const says = `encode: () => { throw new Error(typeof ${name}) }`
    const framing = await framingOf(codecWith({ encode: says }))
    expect(() => encodeWith(framing, noBytes)).toThrow('encode() throw undefined')
    expect(await problemOf(`${name}\n${codecWith()}`)).toContain(`${name} is not defined`)
  })

  test.each([
    'globalThis.constructor',
    'this?.constructor',
    'payload.constructor',
    'encode.constructor',
    '(() => 1).constructor',
    'Object',
  ])('also behind %s', async (way) => {
    const says = `encode: function encode(payload) {
      const it = ${way}
      return it.constructor('return process')()
    }`
    const framing = await framingOf(codecWith({ encode: says }))
    expect(() => encodeWith(framing, noBytes)).toThrow('Code generation from strings disallowed')
  })

  test('so that one does not change what another one finds', async () => {
    const greedy = `Uint8Array.prototype.set = () => 1; globalThis.kept = 1\n${codecWith()}`
    expect(await problemOf(greedy)).toBeUndefined()
    expect(Uint8Array.of(1).set([2])).toBeUndefined()
    expect(await problemOf(`kept\n${codecWith()}`)).toContain('kept is not defined')
  })
})

describe('a codec comes to an end', () => {
  test.each([
    'for (;;);',
    'const f = () => { for (;;); }; export default { get encode() { return f() } }',
    'Promise.resolve().then(() => { for (;;); })',
  ])('when it is loaded: %s', async (text) => {
    expect(await problemOf(text, 'codec.mjs')).toBe(
      'the codec "codec.mjs" does not come to an end by itself: it was stopped after 1 s, while it was being loaded',
    )
  })

  test('and nothing of it goes on behind', async () => {
    const later = `encode() { Promise.resolve().then(() => { for (;;); }); return new Uint8Array(1) }`
    const framing = await framingOf(codecWith({ encode: later }))
    expect([...encodeWith(framing, noBytes)]).toEqual([0])
    await new Promise((resolve) => setImmediate(resolve))
  })

  test('and promises nothing', async () => {
    const framing = await framingOf(
      codecWith({ encode: 'async encode() { throw new Error("no") }' }),
    )
    expect(() => encodeWith(framing, noBytes)).toThrow('encode() → {}')
    await new Promise((resolve) => setImmediate(resolve))
  })
})

const noBytes = new Uint8Array()

async function framingOf(codec: string): Promise<CodecFraming> {
  const loaded = await loadCodec(join(await folderWith({ 'codec.mjs': codec }), 'codec.mjs'))
  if ('problem' in loaded) throw new Error(loaded.problem.en)
  return { kind: 'codec', file: './codec.mjs', hash: loaded.hash }
}

describe('what is asked of a codec', () => {
  test('is answered by its functions, which get copies', async () => {
    const spoils = `decode(bytes) { bytes[0] = 9; return { kind: 'incomplete' } }`
    const framing = await framingOf(codecWith({ decode: spoils }))
    const bytes = Uint8Array.from([1, 2])
    expect(decodeWith(framing, bytes)).toEqual({ kind: 'incomplete' })
    expect([...bytes]).toEqual([1, 2])
    expect([...encodeWith(framing, bytes)]).toEqual([2, 1, 2])
    expect(boundariesWith(framing, bytes)).toBeUndefined()
  })

  test('may be told why something is no message, in one language or in both', async () => {
    const framing = await framingOf(
      codecWith({
        decode: `decode: (bytes) => ({ kind: 'invalid', why: bytes.length > 1 ? 'no' : { en: 'no', es: 'nones' } })`,
      }),
    )
    expect(decodeWith(framing, Uint8Array.of(1, 2))).toEqual({ kind: 'invalid', why: 'no' })
    expect(decodeWith(framing, Uint8Array.of(1))).toEqual({
      kind: 'invalid',
      why: { en: 'no', es: 'nones' },
    })
  })

  test('is stopped when it does not end, and said to be a fault of the codec', async () => {
    const framing = await framingOf(codecWith({ decode: 'decode() { for (;;); }' }))
    expect(() => decodeWith(framing, Uint8Array.of(1))).toThrow(
      new CodecFault('./codec.mjs: decode() > 1000 ms'),
    )
    expect([...encodeWith(framing, Uint8Array.of(1))]).toEqual([1, 1])
  })

  test('cannot be asked of one that was not loaded', () => {
    const framing = { kind: 'codec', file: './codec.mjs' } as const
    expect(() => decodeWith(framing, new Uint8Array())).toThrow('A codec was not loaded')
  })
})
