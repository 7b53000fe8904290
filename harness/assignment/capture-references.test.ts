import { expect, test } from 'vitest'
import { captureProblems } from './capture-references.ts'
import { matcherProblems } from './matcher-references.ts'
import { findReferenceProblems } from './references.ts'
import { Assignment } from './schema.ts'
import { Step } from './step.ts'

const framing = { kind: 'lines', end: '\n' }
const peer = 'ana'
const takes = (name: string) => ({
  kind: 'message',
  framing,
  data: { kind: 'parts', of: ['T ', { kind: 'capture', as: name }] },
})
const uses = (name: string) => ({ kind: 'captured', name })
const hears = (expected: unknown, as?: string) => ({ kind: 'expect', peer, expected, as })
const sends = (data: unknown) => ({ kind: 'send', peer, data })
const keys = (some: unknown) => ({
  kind: 'message',
  framing,
  data: { kind: 'json-with', keys: some },
})

const problems = (...steps: unknown[]) => {
  const parsed = steps.map((step) => Step.parse(step))
  return [...captureProblems(parsed), ...matcherProblems(parsed)].map(
    ({ path, text }) => `${path.join('.')}: ${text.en}`,
  )
}

test('what was captured may be used later, again and again', () => {
  const rule = { a: { keys: { b: { items: { capture: 'b' } } } }, c: 'string', d: { value: 1 } }
  expect(
    problems(
      hears(takes('t')),
      hears(keys(rule), 'all'),
      sends({ kind: 'parts', of: [uses('t'), '\n'] }),
      sends({ kind: 'json', value: { of: [uses('b')] } }),
      hears({ kind: 'exactly', data: uses('all') }),
      { kind: 'fence', peer, data: uses('t'), expected: 'x' },
    ),
  ).toEqual([])
})

test.each([
  [[sends(uses('t'))], '0.data: no step before this one captures "t", an "expect" should'],
  [
    [sends(uses('token')), hears(takes('token'))],
    '0.data: no step before this one captures "token", an "expect" should',
  ],
  [
    [hears(takes('token')), sends(uses('tokn'))],
    '1.data: no step before this one captures "tokn", did you mean "token"?',
  ],
  [
    [hears(takes('a')), hears('x', 'a')],
    '1.as: "a" is captured already, each value should have a name of its own',
  ],
  [
    [hears(takes('a'), 'a')],
    '0.as: "a" is captured already, each value should have a name of its own',
  ],
  [
    [hears(keys({ a: { capture: 'a' }, b: { capture: 'a' } }))],
    '0.expected: "a" is captured already, each value should have a name of its own',
  ],
  [
    [{ kind: 'expectOutput', expected: takes('a') }],
    '0.expected: "expectOutput" cannot capture, an "expect" should',
  ],
  [
    [hears(takes('a')), { kind: 'stdin', data: uses('a') }],
    '1.data: "stdin" cannot use what was captured, it should be in one of send, expect, fence',
  ],
  [
    [{ kind: 'expectOutput', expected: { kind: 'hash', length: 1, sha256: '0'.repeat(64) } }],
    '0.expected: a hash is for what a peer receives (expect, fence), and this is "expectOutput"',
  ],
  [
    [hears({ kind: 'in-any-order', of: ['a', 'ab'] })],
    '0.expected: one of these is the beginning of another, so that nobody can tell them apart while they come; each should end with what the others do not have, a newline say',
  ],
])('%j', (steps, sentence) => {
  expect(problems(...steps)).toEqual([sentence])
})

test('what is not known yet, or the same, is no beginning of another; a hash is of a stream', () => {
  const of = ['a\n', 'a\n', uses('a'), takes('c')]
  expect(problems(hears(takes('a')), hears({ kind: 'in-any-order', of }))).toEqual([])
  expect(problems(hears({ kind: 'hash', length: 1, sha256: '0'.repeat(64) }))).toEqual([])
})

test('two captures need something between them', () => {
  const data = {
    kind: 'parts',
    of: [
      { kind: 'capture', as: 'a' },
      { kind: 'capture', as: 'b' },
    ],
  }
  expect(Step.safeParse(hears({ kind: 'message', framing, data })).success).toBe(false)
})

test('the keyboard of a counterpart knows of no captured value', () => {
  const assignment = Assignment.parse({
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { role: 'server', entry: ['server'], port: { given: 'fixed', port: 9000 } },
    framing,
    counterpart: { assignment: 'other', stdin: uses('a') },
    checks: [
      {
        id: 'a',
        points: 1,
        requirement: { en: 'It MUST work.', es: 'DEBE funcionar.' },
        scenario: [{ kind: 'connect', peer }],
      },
    ],
  })
  expect(findReferenceProblems(assignment).map(({ path }) => path.join('.'))).toEqual([
    'counterpart.stdin',
  ])
})
