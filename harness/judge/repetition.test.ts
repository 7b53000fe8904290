import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, Happening } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

const framing = { kind: 'until-close' } as const

/** A step, how it ended, and what happened before that. */
type Played = readonly [step: StepInput, end: string, ...happenings: Happening[]]

const peer = 'ana'
const opens: Played = [{ kind: 'open', peer }, 'met', { kind: 'opened', peer }]
const sends = (data: string): Played => [{ kind: 'sendDatagram', peer, data }, 'met']
const wants = (expected: string, rest: object = {}): StepInput => ({
  kind: 'expectDatagram',
  peer,
  expected,
  ...rest,
})
const comes = (text: string): Happening => ({ kind: 'datagram', peer, data: { text } })
const gets = (text: string): Played => [wants(text), 'met', comes(text)]
const relayed = (
  direction: 'to-program' | 'from-program',
  fate: 'dropped' | 'held' | 'duplicated' | 'released',
): Happening => ({
  kind: 'relayed',
  peer,
  direction,
  number: 2,
  fate,
  data: { text: 'x' },
})
const listens: Happening = { kind: 'listening', port: 9000, sockets: [] }
const ended: Happening = { kind: 'exited', exit: { kind: 'code', code: 0 } }

/** The verdict on a play of which everything in a step happens `stepMs` after the step before. */
function judge(played: readonly Played[], before: readonly Happening[] = [], stepMs = 1) {
  const events = played.flatMap(([, end, ...happenings], step) => [
    { kind: 'step', step, atMs: step * stepMs },
    ...happenings.map((event) => ({ ...event, atMs: step * stepMs })),
    {
      kind: 'step-ended',
      step,
      end,
      atMs: step * stepMs,
      ...(end === 'limit' ? { limitMs: 2000 } : {}),
    },
  ])
  const all = [...before.map((event) => ({ ...event, atMs: 0 })), ...events] as readonly Event[]
  const steps = played.map(([step]) => Step.parse(step))
  return judgePlay({ steps, framing }, { events: [...all] })
}

function causeOf(played: readonly Played[], before?: readonly Happening[]): unknown {
  const verdict = judge(played, before)
  return verdict.kind === 'fail' ? verdict.cause : verdict
}

const [a, b] = [{ text: 'a' }, { text: 'b' }]

describe('a client program', () => {
  test.each<[string, readonly Played[], object]>([
    [
      'does not send again',
      [opens, gets('a'), [wants('a'), 'settled']],
      { kind: 'not-sent-again', peer, expected: a },
    ],
    [
      'does not send again in time',
      [opens, gets('a'), [wants('a'), 'limit']],
      { kind: 'not-sent-again', peer, expected: a, limitMs: 2000 },
    ],
    [
      'ends instead',
      [opens, gets('a'), sends('b'), [wants('a'), 'impossible', ended]],
      { kind: 'not-sent-again', peer, expected: a, exit: { kind: 'code', code: 0 } },
    ],
    [
      'does not send again what a relay has lost',
      [opens, gets('a'), [wants('a'), 'settled', relayed('from-program', 'dropped')]],
      {
        kind: 'not-sent-again',
        peer,
        expected: a,
        lost: { direction: 'from-program', number: 2 },
      },
    ],
    [
      'does not send again what a relay holds back',
      [opens, gets('a'), [wants('a'), 'settled', relayed('from-program', 'held')]],
      { kind: 'not-sent-again', peer, expected: a },
    ],
    [
      'goes on although a relay holds back what it sent',
      [
        opens,
        gets('w'),
        sends('ok'),
        [wants('x'), 'impossible', relayed('from-program', 'held'), comes('y')],
        [wants('y'), 'met'],
      ],
      { kind: 'went-on-unanswered', peer, expected: { text: 'x' }, received: { text: 'y' } },
    ],
    [
      'does not send again what a relay holds back and nobody has seen',
      [opens, [wants('x'), 'settled', relayed('from-program', 'held')]],
      { kind: 'not-sent-again', peer, expected: { text: 'x' } },
    ],
    [
      'goes on although a relay has lost what it sent',
      [
        opens,
        gets('w'),
        sends('ok'),
        [wants('x'), 'impossible', relayed('from-program', 'dropped'), comes('y')],
        [wants('y'), 'met'],
      ],
      { kind: 'went-on-unanswered', peer, expected: { text: 'x' }, received: { text: 'y' } },
    ],
    [
      'does not send again what nobody but a relay has seen',
      [opens, [wants('x'), 'settled', relayed('from-program', 'dropped')]],
      {
        kind: 'not-sent-again',
        peer,
        expected: { text: 'x' },
        lost: { direction: 'from-program', number: 2 },
      },
    ],
    [
      'goes on',
      [opens, gets('a'), [wants('a'), 'impossible', comes('b')], [wants('b'), 'met']],
      { kind: 'went-on-unanswered', peer, expected: a, received: b },
    ],
    [
      'sends something else',
      [opens, gets('a'), [wants('a'), 'impossible', comes('c')], [wants('b'), 'met']],
      { kind: 'wrong-datagram', peer, expected: a, received: { text: 'c' } },
    ],
    [
      'sends again in vain',
      [opens, gets('a'), sends('ok'), [wants('b'), 'impossible', comes('a')]],
      { kind: 'sent-again-in-vain', peer, received: a },
    ],
    [
      'sends again what a relay has kept from it',
      [
        opens,
        gets('a'),
        sends('ok'),
        [wants('b'), 'impossible', relayed('to-program', 'dropped'), comes('a')],
      ],
      { kind: 'wrong-datagram', peer, expected: b, received: a },
    ],
    [
      'sends again what nobody has answered',
      [opens, gets('a'), [wants('b'), 'impossible', comes('a')]],
      { kind: 'wrong-datagram', peer, expected: b, received: a },
    ],
    [
      'sends nothing at all',
      [opens, [wants('a'), 'settled']],
      { kind: 'no-datagram', peer, expected: a, unread: false },
    ],
  ])('%s', (_, played, cause) => {
    expect(causeOf(played)).toEqual(cause)
  })
})

describe('a server program', () => {
  test.each<[string, readonly Played[], object]>([
    [
      'does not answer again',
      [opens, sends('x'), gets('a'), sends('x'), [wants('a'), 'settled']],
      { kind: 'not-answered-again', peer, expected: a },
    ],
    [
      'does not answer something else in the same way',
      [opens, sends('x'), gets('a'), sends('y'), [wants('a'), 'limit']],
      { kind: 'no-datagram', peer, expected: a, unread: false, limitMs: 2000 },
    ],
    [
      'does not say by itself what a relay has lost',
      [opens, [wants('x'), 'settled', relayed('from-program', 'dropped')]],
      { kind: 'no-datagram', peer, expected: { text: 'x' }, unread: false },
    ],
    [
      'answers something else',
      [opens, sends('x'), gets('a'), sends('x'), [wants('a'), 'impossible', comes('b')]],
      { kind: 'wrong-datagram', peer, expected: a, received: b },
    ],
  ])('%s', (_, played, cause) => {
    expect(causeOf(played, [listens])).toEqual(cause)
  })
})

describe('a timer', () => {
  const again: Played = [wants('a', { notBeforeMs: 200 }), 'met', comes('a')]

  test('that is kept passes by the clock', () => {
    expect(judge([opens, gets('a'), again], [], 200)).toEqual({ kind: 'pass', evidence: 'timed' })
  })

  test('that is too short', () => {
    expect(judge([opens, gets('a'), again], [], 20)).toMatchObject({
      kind: 'fail',
      evidence: 'timed',
      cause: { kind: 'sent-too-soon', peer, received: a, afterMs: 20, leastMs: 200 },
    })
  })

  test('begins also with what a relay has lost, and not with what came to us', () => {
    const lost: Played = [
      { kind: 'expectSilence', peer },
      'met',
      relayed('from-program', 'dropped'),
    ]
    const unheard: Played = [
      { kind: 'expectSilence', peer },
      'met',
      relayed('to-program', 'dropped'),
    ]
    expect(judge([opens, gets('a'), lost, again], [], 150)).toMatchObject({
      cause: { kind: 'sent-too-soon', afterMs: 150 },
    })
    expect(judge([opens, gets('a'), unheard, again], [], 150).kind).toBe('pass')
  })

  describe('of what a relay holds back or doubles', () => {
    const timed: Played = [wants('x', { notBeforeMs: 200 }), 'met']
    const copy: Happening = { kind: 'datagram', peer, data: { text: 'x' }, number: 2 }
    const silence: StepInput = { kind: 'expectSilence', peer }
    const held: Played = [silence, 'met', relayed('from-program', 'held')]
    const freed = [relayed('from-program', 'released'), comes('a'), copy]
    const [fits, tooSoon] = [
      { kind: 'pass', evidence: 'timed' },
      { kind: 'fail', cause: { kind: 'sent-too-soon' } },
    ]

    test('begins when it comes to the relay', () => {
      const twice: Played = [wants('x', { notBeforeMs: 200 }), 'met', comes('x')]
      expect(judge([opens, gets('w'), held, twice], [], 200)).toMatchObject(fits)
      expect(judge([opens, gets('w'), held, twice], [], 150)).toMatchObject({
        cause: { ...tooSoon.cause, afterMs: 150 },
      })
    })

    test('ends when it comes to the relay', () => {
      const free: Played = [wants('a'), 'met', ...freed]
      expect(judge([opens, gets('w'), held, free, timed], [], 200)).toMatchObject(fits)
      expect(judge([opens, gets('w'), held, free, timed], [], 150)).toMatchObject({
        cause: { ...tooSoon.cause, afterMs: 150 },
      })
    })

    test('is the same for both copies', () => {
      const both: Played = [wants('x'), 'met', relayed('from-program', 'duplicated'), copy, copy]
      expect(judge([opens, gets('w'), both, timed], [], 200)).toMatchObject(fits)
      expect(judge([opens, gets('w'), both, timed], [], 150)).toMatchObject({
        cause: { ...tooSoon.cause, afterMs: 150 },
      })
    })
  })

  test('has no beginning before the first datagram', () => {
    expect(judge([opens, again], [], 1).kind).toBe('pass')
  })

  test('decides nothing where the harness itself did not run', () => {
    const late: Happening = { kind: 'held-up', lateMs: 300 }
    const belated = { kind: 'unjudged', because: 'overloaded' }
    expect(judge([opens, gets('a'), again], [late], 20)).toEqual(belated)
    expect(judge([opens, gets('a'), again], [listens, late], 20)).toEqual(belated)
    expect(judge([opens, gets('a'), again], [late], 200).kind).toBe('pass')
    const crash: Happening = { kind: 'exited', exit: { kind: 'signal', signal: 'SIGSEGV' } }
    expect(judge([opens, [wants('a'), 'impossible', crash]], [late])).toMatchObject({
      cause: { kind: 'crashed' },
    })
  })
})
