import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Step } from '../assignment/step.ts'
import { renderLadder } from '../report/terminal/ladder.ts'
import { makePaint } from '../report/terminal/style.ts'
import { ladder } from '../transcript/ladder.ts'
import type { Event, Happening } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

const framing = { kind: 'until-close' } as const

/** Steps of `ana` and `beto`, each with what happened before it ended. */
type Played = readonly [step: StepInput, end: string, ...happenings: Happening[]]

const opens = (peer: string): Played => [{ kind: 'open', peer }, 'met', { kind: 'opened', peer }]
const sends = (peer: string, data: string, step: number): Played => [
  { kind: 'sendDatagram', peer, data },
  'met',
  { kind: 'datagram-sent', peer, step },
]
const wants = (peer: string, expected: string, rest: object = {}): StepInput => ({
  kind: 'expectDatagram',
  peer,
  expected,
  ...rest,
})
const comes = (peer: string, text: string, rest: object = {}): Happening => ({
  kind: 'datagram',
  peer,
  data: { text },
  ...rest,
})
const ended: Happening = { kind: 'exited', exit: { kind: 'code', code: 0 } }

function eventsOf(played: readonly Played[]): readonly Event[] {
  return played.flatMap(([, end, ...happenings], step) =>
    [
      { kind: 'step', step },
      ...happenings,
      { kind: 'step-ended', step, end, ...(end === 'limit' ? { limitMs: 5000 } : {}) },
    ].map((event, index) => ({ ...event, atMs: step + index / 10 }) as Event),
  )
}

function stepsOf(played: readonly Played[]): readonly Step[] {
  return played.map(([step]) => Step.parse(step))
}

const judge = (played: readonly Played[]) =>
  judgePlay({ steps: stepsOf(played), framing }, { events: [...eventsOf(played)] })

function causeOf(played: readonly Played[]): unknown {
  const verdict = judge(played)
  return verdict.kind === 'fail' ? verdict.cause : verdict
}

const [ana, beto] = [opens('ana'), opens('beto')]
const asked = sends('ana', 'hola', 1)
const silence: StepInput = { kind: 'expectSilence', peer: 'ana' }

describe('passes', () => {
  test('the datagram that was due, and nothing else', () => {
    const played: Played[] = [ana, asked, [wants('ana', 'hola'), 'met', comes('ana', 'hola')]]
    expect(judge(played)).toEqual({ kind: 'pass', evidence: 'proved' })
    expect(judge([...played, [silence, 'settled']])).toEqual({ kind: 'pass', evidence: 'proved' })
    expect(judge([...played, [silence, 'limit']])).toEqual({ kind: 'pass', evidence: 'timed' })
  })

  test('an empty one, and any one', () => {
    const any: StepInput = { kind: 'expectDatagram', peer: 'ana', expected: { kind: 'anything' } }
    expect(judge([ana, [wants('ana', ''), 'met', comes('ana', '')]]).kind).toBe('pass')
    expect(judge([ana, [any, 'met', comes('ana', '')]]).kind).toBe('pass')
    expect(causeOf([ana, [any, 'settled']])).toEqual({
      kind: 'no-datagram',
      peer: 'ana',
      unread: false,
    })
  })

  test('a part of one', () => {
    const part: StepInput = {
      kind: 'expectDatagram',
      peer: 'ana',
      expected: { kind: 'contains', data: 'ol' },
    }
    expect(judge([ana, [part, 'met', comes('ana', 'hola')]]).kind).toBe('pass')
    expect(causeOf([ana, [part, 'impossible', comes('ana', 'x')]])).toMatchObject({
      kind: 'wrong-datagram',
    })
  })

  test('several in any order, each once', () => {
    const any = { order: 'any' }
    const played: Played[] = [
      ana,
      [wants('ana', 'b', any), 'met', comes('ana', 'a'), comes('ana', 'b')],
      [wants('ana', 'a', any), 'met'],
    ]
    expect(judge(played).kind).toBe('pass')
    expect(causeOf([...played, [wants('ana', 'a', any), 'settled']])).toMatchObject({
      kind: 'no-datagram',
    })
  })

  test('from elsewhere, where that does not matter', () => {
    const from = { endpoint: '127.0.0.1:9', other: 'port' }
    const came = comes('ana', 'hola', { from })
    expect(judge([ana, [wants('ana', 'hola', { from: 'anywhere' }), 'met', came]]).kind).toBe(
      'pass',
    )
    expect(causeOf([ana, [wants('ana', 'hola'), 'met', came]])).toEqual({
      kind: 'answered-from-elsewhere',
      peer: 'ana',
      other: 'port',
    })
  })
})

describe('fails', () => {
  const hola = { text: 'hola' }

  test.each<[string, readonly Played[], object]>([
    [
      'nothing came in time',
      [ana, asked, [wants('ana', 'hola'), 'limit']],
      { kind: 'no-datagram', peer: 'ana', expected: hola, unread: false, limitMs: 5000 },
    ],
    [
      'nothing came, and something lies unread',
      [
        ana,
        asked,
        [
          wants('ana', 'hola'),
          'settled',
          { kind: 'datagrams-observed', step: 2, unread: true, dropped: 0 },
        ],
      ],
      { kind: 'no-datagram', peer: 'ana', expected: hola, unread: true },
    ],
    [
      'the program has ended',
      [ana, asked, [wants('ana', 'hola'), 'impossible', ended]],
      {
        kind: 'no-datagram',
        peer: 'ana',
        expected: hola,
        unread: false,
        exit: { kind: 'code', code: 0 },
      },
    ],
    [
      'the program has ended after an empty datagram',
      [ana, sends('ana', '', 1), [wants('ana', ''), 'impossible', ended]],
      { kind: 'ends-at-empty-datagram', peer: 'ana', exit: { kind: 'code', code: 0 } },
    ],
    [
      'the program had ended before the empty datagram',
      [
        ana,
        sends('ana', 'x', 1),
        [wants('ana', 'x'), 'met', comes('ana', 'x'), ended],
        sends('ana', '', 3),
        [wants('ana', ''), 'impossible'],
      ],
      {
        kind: 'no-datagram',
        peer: 'ana',
        expected: { text: '' },
        unread: false,
        exit: { kind: 'code', code: 0 },
      },
    ],
    [
      'nobody knows where the program is',
      [ana, [{ kind: 'sendDatagram', peer: 'ana', data: 'x' }, 'impossible']],
      { kind: 'no-datagram', peer: 'ana', unread: false },
    ],
    [
      'another text',
      [ana, asked, [wants('ana', 'hola'), 'impossible', comes('ana', 'HOLA')]],
      { kind: 'wrong-datagram', peer: 'ana', expected: hola, received: { text: 'HOLA' } },
    ],
    [
      'the beginning alone',
      [ana, asked, [wants('ana', 'hola'), 'impossible', comes('ana', 'ho')]],
      { kind: 'truncated-datagram', peer: 'ana', size: 4, received: 2 },
    ],
    [
      'nothing of it',
      [ana, asked, [wants('ana', 'hola'), 'impossible', comes('ana', '')]],
      { kind: 'wrong-datagram', peer: 'ana', expected: hola, received: { text: '' } },
    ],
    [
      'two as one',
      [
        ana,
        [wants('ana', 'hola'), 'impossible', comes('ana', 'holaadios')],
        [wants('ana', 'adios'), 'settled'],
      ],
      {
        kind: 'joined-datagrams',
        peer: 'ana',
        expected: hola,
        received: { text: 'holaadios' },
      },
    ],
    [
      'it went to another one',
      [ana, beto, [wants('ana', 'hola'), 'settled', comes('beto', 'x'), comes('beto', 'hola')]],
      { kind: 'answered-another-peer', peer: 'ana', other: 'beto', data: hola },
    ],
    [
      'what came was for another one',
      [
        ana,
        beto,
        [wants('ana', 'hola'), 'impossible', comes('ana', 'soy beto')],
        [wants('beto', 'soy beto'), 'settled'],
      ],
      { kind: 'answered-another-peer', peer: 'beto', other: 'ana', data: { text: 'soy beto' } },
    ],
    [
      'one too many',
      [
        ana,
        [wants('ana', 'hola'), 'met', comes('ana', 'hola')],
        [silence, 'impossible', comes('ana', 'hola')],
      ],
      { kind: 'extra-datagram', peer: 'ana', extra: hola },
    ],
  ])('%s', (_, played, cause) => {
    expect(causeOf(played)).toEqual(cause)
  })

  test('and what the kernel has thrown away costs nobody a point', () => {
    const observed: Happening = { kind: 'datagrams-observed', step: 2, unread: false, dropped: 1 }
    const played: Played[] = [ana, asked, [wants('ana', 'hola'), 'settled', observed]]
    expect(judge(played)).toEqual({ kind: 'unjudged', because: 'lost-by-kernel' })
  })
})

test('is shown as a ladder', () => {
  const from = { endpoint: '127.0.0.1:9', other: 'port' }
  const played: Played[] = [
    ana,
    asked,
    [wants('ana', 'x'), 'met', comes('ana', 'x'), comes('ana', 'y', { from })],
  ]
  const setting = { language: 'en', width: 100, paint: makePaint(false) } as const
  const lines = renderLadder(ladder(stepsOf(played), eventsOf(played)), setting)
  expect(lines.map((line) => line.trim().replace(/^\S+\s+/, ''))).toEqual([
    'ana opens a UDP socket',
    'ana sends the datagram "hola"',
    'ana receives the datagram "x"',
    'ana receives the datagram "y" from 127.0.0.1:9',
  ])
})
