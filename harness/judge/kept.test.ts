import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, Happening } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

const peer = 'ana'
const started: Happening = { kind: 'started', folder: '/here' }
const full: Happening = { kind: 'received-capped', peer, bytesMax: 4 }
const received = (text: string): Happening => ({ kind: 'received', peer, data: { text } })
const fin: Happening = { kind: 'fin', peer }
const connected: Happening = { kind: 'connected', peer }
const ended = (step: number, end: 'met' | 'impossible' | 'limit' = 'met'): Happening => ({
  kind: 'step-ended',
  step,
  end,
})
const connect: StepInput = { kind: 'connect', peer }

function judge(steps: readonly StepInput[], happened: readonly Happening[]) {
  const events = happened.map((one, atMs): Event => ({ ...one, atMs }))
  const parsed = steps.map((step) => Step.parse(step))
  return judgePlay({ steps: parsed, framing: { kind: 'lines', end: '\n' } }, { events })
}

const open = { kind: 'unjudged', because: 'more-than-kept' }

describe('of a peer that got more than is kept', () => {
  const contains = { kind: 'contains' as const, data: 'end' }
  const wants: StepInput = { kind: 'expect', peer, expected: contains }

  test('nobody says that something never came', () => {
    const seen = [started, connected, ended(0), received('xxxx'), full]
    expect(judge([connect, wants], [...seen, fin, ended(1, 'impossible')])).toMatchObject(open)
    expect(judge([connect, wants], [...seen, ended(1, 'limit')])).toMatchObject(open)
  })

  test('what is wrong in what is kept stays so', () => {
    const exact: StepInput = { kind: 'expect', peer, expected: 'hola' }
    const seen = [started, connected, ended(0), received('xxxx'), full, ended(1, 'impossible')]
    expect(judge([connect, exact], seen)).toMatchObject({ kind: 'fail' })
  })

  test.each<StepInput>([
    { kind: 'expectClose', peer },
    { kind: 'expectSilence', peer },
  ])('nobody says that nothing more came: $kind', (last) => {
    const exact: StepInput = { kind: 'expect', peer, expected: 'xxxx' }
    const seen = [started, connected, ended(0), received('xxxx'), full, ended(1), fin, ended(2)]
    expect(judge([connect, exact, last], seen)).toMatchObject(open)
    expect(judge([connect, exact], seen)).toMatchObject({ kind: 'pass' })
    const others = seen.map((one) => (one === full ? { ...full, peer: 'beto' } : one))
    expect(judge([connect, exact, last], others)).toMatchObject({ kind: 'pass' })
  })
})

describe('of output that is more than is kept', () => {
  const capped: readonly Happening[] = [
    started,
    { kind: 'output', stream: 'stdout', data: { text: 'xxxx' } },
    { kind: 'output-capped', stream: 'stdout', bytesMax: 4 },
  ]

  test('nobody says what is not in it, but what is wrong in it', () => {
    const wants: StepInput = { kind: 'expectOutput', expected: { kind: 'contains', data: 'end' } }
    expect(judge([wants], [...capped, ended(0, 'limit')])).toMatchObject(open)
    const exact: StepInput = { kind: 'expectOutput', expected: 'hola' }
    expect(judge([exact], [...capped, ended(0, 'impossible')])).toMatchObject({ kind: 'fail' })
  })

  test('nobody says that no port was announced', () => {
    const deaf: Happening = {
      kind: 'not-listening',
      port: 0,
      sockets: [{ address: '0.0.0.0', port: 9000, family: 'ipv4' }],
      overloaded: false,
      announced: { ports: [], like: 'puerto 5000' },
    }
    const much: Happening = {
      kind: 'output',
      stream: 'stdout',
      data: { text: 'x'.repeat(40_000) },
    }
    expect(judge([connect], [started, much, deaf])).toMatchObject(open)
    expect(judge([connect], [started, deaf])).toMatchObject({ cause: { kind: 'not-announced' } })
  })
})
