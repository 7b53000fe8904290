import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeBytes } from '../lib/bytes.ts'
import { Cause } from './cause.ts'
import { formCauses } from './form-causes.ts'
import { explain } from './explain.ts'

const peer = fc.constantFrom('ana', 'beto')
/** Nothing that belongs to a sentence, so that what does can be told from it. */
const bytes = fc
  .array(fc.constantFrom(0, 0x0a, 0x1b, 0x41, 0xc3, 0xb1, 0xff), { maxLength: 90 })
  .map((values) => encodeBytes(Uint8Array.from(values)))
const text = fc.string({ unit: fc.constantFrom('a', 'ñ', '\n', '\u001b', '\u202e'), maxLength: 90 })
const reason = text.map((words) => `a${words}`)
const count = fc.nat()
const exit = fc.oneof(
  fc.record({ kind: fc.constant('code'), code: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('signal'), signal: fc.constantFrom('SIGSEGV', 'SIGUSR2') }),
)
const cut = fc.record({ before: bytes, after: bytes })
const ofLens = {
  lens: fc.constantFrom('bytewise', 'cuts', 'random', 'short-io'),
  symptom: fc.constant('no-answer'),
}

const ofOther = { other: text, ours: fc.boolean() }

/** The parts of each kind of cause; those whose names end in `?` may be missing. */
const parts: Readonly<Record<Cause['kind'], Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  'did-not-build': { output: text },
  'did-not-start': { 'exit?': exit, port: count, limitMs: count, 'again?': fc.constant(true) },
  'port-still-held': {
    port: count,
    held: fc.array(
      fc.record(
        { peer, state: fc.constantFrom('fin-wait-2', 'time-wait') },
        { requiredKeys: ['state'] },
      ),
    ),
    'exit?': exit,
    'limitMs?': count,
  },
  crashed: { exit, 'exception?': text },
  'dies-of-sigpipe': {},
  'used-too-much': {
    what: fc.constantFrom('output', 'memory', 'threads'),
    limit: fc.nat({ max: 2 ** 31 }),
  },
  'listens-elsewhere': {
    port: count,
    sockets: fc.array(fc.record({ address: fc.ipV4(), port: count, family: fc.constant('ipv4') }), {
      minLength: 1,
    }),
  },
  'not-announced': { like: text },
  'announced-elsewhere': { 'announced?': count, 'listens?': count },
  'no-file': {
    path: text,
    there: fc.constantFrom('nothing', 'link', 'folder', 'unreadable', 'other'),
    'limitMs?': count,
  },
  'wrong-file': {
    path: text,
    from: fc.constant(0),
    expected: bytes,
    received: bytes,
    offset: fc.nat({ max: 90 }),
    expectedSize: fc.nat({ max: 90 }),
    receivedSize: fc.nat({ max: 90 }),
  },
  'no-such-program': { program: text, reason: fc.constant({ en: 'there is none', es: 'no hay' }) },
  'other-did-not-build': { program: text, output: text },
  'other-did-not-start': {
    other: text,
    port: count,
    sockets: fc.array(fc.record({ address: fc.ipV4(), port: count, family: fc.constant('ipv4') })),
    'exit?': exit,
    said: fc.array(text),
    'limitMs?': count,
  },
  'other-wrong-output': {
    ...ofOther,
    stream: fc.constantFrom('stdout', 'stderr', 'either'),
    'expected?': bytes,
    'like?': text,
    received: bytes,
    'exit?': exit,
    said: fc.array(text),
    'limitMs?': count,
  },
  'other-wrong-exit': {
    ...ofOther,
    expected: fc.constantFrom(0, 'any', 'failure'),
    'exit?': exit,
    said: fc.array(text),
    'limitMs?': count,
  },
  'other-used-too-much': {
    ...ofOther,
    what: fc.constantFrom('output', 'memory', 'threads'),
    limit: fc.nat({ max: 2 ** 31 }),
  },
  refused: { peer, 'exit?': exit },
  'wrong-source-port': {
    peer,
    wanted: fc.constant({ from: 5000, to: 5010 }),
    'port?': count,
  },
  'never-accepted': { peer, waitingConnections: count, 'limitMs?': count },
  'serial-service': {
    peer,
    holder: peer,
    call: fc.constantFrom('recv', 'poll'),
    'bytesMax?': count,
    waitingConnections: count,
    unreadBytes: count,
  },
  'never-connected': { peer, 'exit?': exit, 'limitMs?': count },
  'no-answer': { peer, 'expected?': bytes, unreadBytes: count, 'limitMs?': count },
  'wrong-bytes': { peer, expected: bytes, received: bytes, offset: count },
  'wrong-message': {
    peer,
    fault: fc.constantFrom('not-json', 'differs', 'cut-short', 'length', 'invalid'),
    expected: bytes,
    received: bytes,
    'path?': text,
    'announced?': count,
    'swapped?': count,
    'why?': fc.record({ en: reason, es: reason }),
  },
  'wrong-form': {
    'peer?': peer,
    'stream?': fc.constantFrom('stdout', 'stderr', 'either'),
    fault: fc.constantFrom(...formCauses[0].shape.fault.options),
    received: bytes,
    size: count,
    'name?': fc.constantFrom('Allow', 'Content-Length'),
    'pattern?': text,
    'like?': text,
    'announced?': count,
  },
  'wrong-hash': { peer, length: count, count, begins: bytes },
  'other-order': { peer, other: peer, expected: bytes, received: bytes, offset: count },
  'long-line-in-pieces': {
    peer,
    expected: bytes,
    received: bytes,
    offset: count,
    length: count,
  },
  'missing-bytes': { peer, expected: bytes, received: bytes, offset: count },
  'extra-bytes': { peer, extra: bytes },
  'answered-early': { peer, sent: bytes, extra: bytes },
  'no-datagram': {
    peer,
    'expected?': bytes,
    unread: fc.boolean(),
    'exit?': exit,
    'limitMs?': count,
  },
  'wrong-datagram': { peer, 'expected?': bytes, received: bytes },
  'not-sent-again': {
    peer,
    expected: bytes,
    'lost?': fc.record({ direction: fc.constantFrom('to-program', 'from-program'), number: count }),
    'exit?': exit,
    'limitMs?': count,
  },
  'not-answered-again': { peer, expected: bytes, 'exit?': exit, 'limitMs?': count },
  'went-on-unanswered': { peer, expected: bytes, received: bytes },
  'sent-again-in-vain': { peer, received: bytes },
  'sent-too-soon': { peer, received: bytes, afterMs: count, leastMs: count },
  'extra-datagram': { peer, extra: bytes },
  'answered-from-elsewhere': { peer, other: fc.constantFrom('address', 'port') },
  'answered-another-peer': { peer, other: peer, data: bytes },
  'joined-datagrams': { peer, expected: bytes, received: bytes },
  'truncated-datagram': { peer, size: count, received: count },
  'ends-at-empty-datagram': { peer, exit },
  'closed-early': { peer, 'expected?': bytes, received: bytes },
  reset: { peer, received: bytes },
  'reset-with-unread-data': { peer, received: bytes },
  'did-not-close': { peer, 'limitMs?': count },
  'never-closes': { peer },
  'spins-at-end-of-input': { peer },
  'leaks-descriptors': { before: count, after: count, peersGone: count },
  'did-not-exit': { 'limitMs?': count },
  'wrong-exit-code': { expected: count, exit },
  'wrong-output': {
    stream: fc.constantFrom('stdout', 'stderr', 'either'),
    'expected?': bytes,
    received: bytes,
    found: count,
  },
  'one-recv-per-message': { used: count, sent: count, 'cut?': cut, ...ofLens },
  'decodes-partial-utf8': { character: text, cut, ...ofLens },
  'reads-past-one-message': ofLens,
  'send-without-loop': ofLens,
}

function causesOf(kind: Cause['kind']): fc.Arbitrary<Cause> {
  const entries = Object.entries(parts[kind])
  const required = entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name]))
  const shape = Object.fromEntries(entries.map(([name, values]) => [name.replace('?', ''), values]))
  return fc
    .record(shape, { requiredKeys: required })
    .map((values) => Cause.parse({ kind, ...values }))
}

test.each(Cause.options.map((option) => option.shape.kind.value))(
  '%s: whatever was seen makes two whole sentences in each language',
  (kind) => {
    fc.assert(
      fc.property(causesOf(kind), (cause) => {
        const { explanation, hint } = explain(cause)
        for (const { en, es } of [explanation, hint]) {
          expect(en).toMatch(/^\p{L}.*[.?]$/u)
          expect(es).toMatch(/^[\p{L}¿].*[.?]$/u)
          expect(es).not.toBe(en)
          expect(en + es).not.toMatch(/\p{Cc}|\p{Cf}|undefined|\[object|NaN| {2}| [,.;]/u)
        }
      }),
      { numRuns: 30 },
    )
  },
)

test('a peer is named as the scenario names it', () => {
  const { explanation } = explain({ kind: 'no-answer', peer: 'carla', unreadBytes: 0 })
  expect(explanation.en).toContain('carla')
  expect(explanation.es).toContain('carla')
})
