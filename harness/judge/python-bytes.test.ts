import { execa } from 'execa'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Payload, payloadBytes } from '../assignment/payload.ts'
import type { Framing } from '../assignment/framing.ts'
import { framingWith } from '../assignment/test-codec.ts'
import { messageFunction, pythonBytes } from './python-bytes.ts'

const text = (some: string, times = 1): Payload => ({ kind: 'text', text: some, times })
const hex = (digits: string, times = 1): Payload => ({ kind: 'hex', hex: digits, times })

const é = { kind: 'text', text: 'é', times: 1 } as const
const message = (framing: Framing): Payload => ({ kind: 'message', data: é, framing })

/** What Python makes of expressions, all in one process. */
async function valuesOf(expressions: readonly string[]): Promise<readonly string[]> {
  const prints = expressions.map((one) => `print("=" + (${one}).hex())`)
  const input = [...messageFunction, ...prints].join('\n')
  const { stdout } = await execa('python3', ['-'], { input })
  return stdout.split('\n')
}

const valueOf = (payload: Payload) => `=${Buffer.from(payloadBytes(payload)).toString('hex')}`

test.each<[Payload, string]>([
  [text('hola\n'), String.raw`"hola\n".encode()`],
  [text('"it\'s"\\'), String.raw`"\"it's\"\\".encode()`],
  [text('niño 🔌'), '"niño 🔌".encode()'],
  [text('\u0000\u001B\u007F\u0085'), String.raw`"\u0000\u001b\U0000007f\U00000085".encode()`],
  [text('a\u202Eb\u2028\uFEFF'), String.raw`"a\U0000202eb\U00002028\U0000feff".encode()`],
  [text('##[error]x'), String.raw`"##\u005berror]x".encode()`],
  [text('ab', 3), '"ab".encode() * 3'],
  [text('ab'.repeat(50)), '("ab" * 50).encode()'],
  [text('una y otra vez, '.repeat(9)), `"${'una y otra vez, '.repeat(9)}".encode()`],
  [
    text(`${'otra vez, '.repeat(130)}y ya\n`, 2),
    String.raw`("otra vez, " * 130 + "y ya\n").encode() * 2`,
  ],
  [hex('00 fF\n0d'), 'bytes.fromhex("00fF0d")'],
  [
    {
      kind: 'parts',
      of: [text('a'), hex('00ff')].map((one) => one as Extract<Payload, { kind: 'text' | 'hex' }>),
    },
    '"a".encode() + bytes.fromhex("00ff")',
  ],
  [hex('ab', 1000), 'bytes.fromhex("ab") * 1000'],
  [text(''), '"".encode()'],
  [
    { kind: 'json', value: { a: 'ab'.repeat(50) } },
    '("{\\"a\\":\\"" + "ab" * 50 + "\\"}").encode()',
  ],
  [
    message({ kind: 'length-prefixed', bytes: 2, endian: 'big' }),
    'message("é".encode(), 2, "big")',
  ],
  [message({ kind: 'lines', end: '\r\n' }), String.raw`"é".encode() + "\r\n".encode()`],
  [message({ kind: 'fixed', bytes: 2 }), '"é".encode()'],
])('%j', (payload, expected) => {
  expect(pythonBytes(payload)).toBe(expected)
})

/** Any text, and texts of the characters that mean something to Python, to JSON or to a terminal. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('\\"\'{}%$#nux0 \n\r\t\0\u0007\u001B\u007F\u0085\u202E\u2066\u2029\uFEFF🔌👩‍💻é'),
    ),
  }),
)
const payloads: fc.Arbitrary<Payload> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: texts, times: fc.integer({ min: 1, max: 3 }) }),
  fc
    .record({ unit: texts, count: fc.integer({ min: 8, max: 12 }), rest: texts })
    .map(({ unit, count, rest }) => text(unit.repeat(count) + rest)),
  fc
    .record({ bytes: fc.uint8Array(), times: fc.integer({ min: 1, max: 3 }) })
    .map(({ bytes, times }) => hex(Buffer.from(bytes).toString('hex'), times)),
)

test('Python makes the same bytes of it, and nothing of it steers a terminal', async () => {
  const some = fc.sample(payloads, { numRuns: 200, seed: 1 }).map((one) => Payload.parse(one))
  const expressions = some.map(pythonBytes)
  expect(await valuesOf(expressions)).toEqual(some.map(valueOf))
  expect(expressions.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u)
})

test('half a surrogate pair is the character that encoders put in its place', async () => {
  const broken = ['\uD83D', 'a\uDD0Cb', '\uDD0C\uD83D'].map((one) => text(one))
  expect(await valuesOf(broken.map(pythonBytes))).toEqual(broken.map(valueOf))
})

test('what is captured later has no bytes yet', () => {
  expect(() => pythonBytes({ kind: 'captured', name: 'token' })).toThrow('"token"')
})

test('a message of a codec is what the codec made of it', () => {
  expect(pythonBytes(message(framingWith()))).toBe('bytes.fromhex("02c3a9")')
})

test('Python frames a message as a peer sends it', async () => {
  const some = [
    message({ kind: 'length-prefixed', bytes: 4, endian: 'big' }),
    message({ kind: 'length-prefixed', bytes: 2, endian: 'little' }),
    message({ kind: 'lines', end: '\n' }),
    message({ kind: 'until-close' }),
  ]
  expect(await valuesOf(some.map(pythonBytes))).toEqual(some.map(valueOf))
})
