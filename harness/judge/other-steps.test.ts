import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, StepEnd } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

type Happened = Extract<Event, { kind: 'other' }>['event']

const start: StepInput = { kind: 'startOther', program: 'cliente', as: 'ana' }
const output = (rest: object = {}): StepInput => ({
  kind: 'expectOtherOutput',
  other: 'ana',
  expected: { kind: 'contains', data: 'hola' },
  ...rest,
})
const exits = (code?: number | 'any' | 'failure'): StepInput => ({
  kind: 'expectOtherExit',
  other: 'ana',
  ...(code === undefined ? {} : { code }),
})

const writes = (text: string, stream: 'stdout' | 'stderr' = 'stdout'): Happened => ({
  kind: 'output',
  stream,
  data: { text },
})
const ended = (code: number): Happened => ({ kind: 'exited', exit: { kind: 'code', code } })
const killed: Happened = { kind: 'exited', exit: { kind: 'signal', signal: 'SIGSEGV' } }
const flood: Happened = { kind: 'over-limit', what: 'output', used: 9, limit: 8 }

/** What is said of one step, which ended so after all that happened to `ana`. */
function judge(
  step: StepInput,
  happened: readonly Happened[],
  { end = 'impossible', ours = false, more = [] }: Circumstances = {},
) {
  const events: Event[] = [
    ...happened.map((event): Event => ({ kind: 'other', other: 'ana', ours, event, atMs: 0 })),
    { kind: 'other', other: 'beto', ours, event: writes('hola'), atMs: 0 },
    { kind: 'step-ended', step: 0, end, limitMs: 500, atMs: 1 },
    ...more,
  ]
  return judgePlay({ steps: [Step.parse(step)], framing: { kind: 'until-close' } }, { events })
}

type Circumstances = {
  readonly end?: StepEnd
  readonly ours?: boolean
  readonly more?: readonly Event[]
}

describe('its start', () => {
  const deaf: Happened = { kind: 'not-listening', port: 9000, sockets: [], limitMs: 500 }

  test('is fulfilled when it has started', () => {
    expect(judge(start, [], { end: 'met' }).kind).toBe('pass')
  })

  test('fails for a server that does not listen, with its last words', () => {
    const words = writes('a\n\nb\nc\nd\n', 'stderr')
    expect(judge(start, [words, ended(1), deaf])).toMatchObject({
      kind: 'fail',
      evidence: 'proved',
      cause: {
        kind: 'other-did-not-start',
        other: 'ana',
        port: 9000,
        exit: { code: 1 },
        said: ['b', 'c', 'd'],
      },
    })
    expect(judge(start, [deaf], { end: 'limit' })).toMatchObject({
      evidence: 'timed',
      cause: { kind: 'other-did-not-start', limitMs: 500, said: [] },
    })
    expect(judge(start, [deaf], { end: 'overloaded' })).toMatchObject({ kind: 'unjudged' })
    expect(judge(start, [flood, deaf])).toMatchObject({ cause: { kind: 'other-used-too-much' } })
  })

  test('is unjudged where nothing is known of it', () => {
    expect(judge(start, []).kind).toBe('unjudged')
  })
})

describe('its output', () => {
  test('is looked for on both streams, or on one', () => {
    expect(judge(output(), [writes('¡hola!')], { end: 'met' }).kind).toBe('pass')
    expect(judge(output(), [writes('hola', 'stderr')], { end: 'met' }).kind).toBe('pass')
    const only = output({ stream: 'stdout' })
    expect(judge(only, [writes('hola', 'stderr'), ended(0)])).toMatchObject({
      cause: { kind: 'other-wrong-output', stream: 'stdout', said: ['hola'] },
    })
  })

  test('that is another one, or none, is told with how it ended', () => {
    expect(judge(output(), [writes('adiós\n'), ended(0)])).toMatchObject({
      kind: 'fail',
      evidence: 'proved',
      cause: {
        kind: 'other-wrong-output',
        ours: false,
        stream: 'either',
        expected: { text: 'hola' },
        received: { text: 'adiós\n' },
        exit: { kind: 'code', code: 0 },
        said: [],
      },
    })
    expect(judge(output(), [], { end: 'limit', ours: true })).toMatchObject({
      evidence: 'timed',
      cause: { kind: 'other-wrong-output', ours: false, received: { text: '' }, limitMs: 500 },
    })
    expect(judge(output(), [writes('x')], { end: 'limit', ours: true })).toMatchObject({
      cause: { ours: true },
    })
  })

  test('of several lines on standard error has the last ones, one line is shown as it is', () => {
    expect(judge(output(), [writes('no\n', 'stderr'), ended(1)])).toMatchObject({
      cause: { received: { text: 'no\n' }, said: [] },
    })
    expect(judge(output(), [writes('a\nno\n', 'stderr'), ended(1)])).toMatchObject({
      cause: { received: { text: 'a\nno\n' }, said: ['a', 'no'] },
    })
  })

  test('of a form has a text that has it', () => {
    const form = { pattern: String.raw`\d+ puntos`, like: '7 puntos' }
    const asked = output({ expected: { kind: 'matches', form } })
    expect(judge(asked, [writes('nada\n'), ended(0)])).toMatchObject({
      cause: { kind: 'other-wrong-output', like: '7 puntos' },
    })
  })

  test('beyond a limit is what failed', () => {
    expect(judge(output(), [flood, killed])).toMatchObject({
      evidence: 'proved',
      cause: { kind: 'other-used-too-much', other: 'ana', what: 'output', limit: 8 },
    })
  })
})

describe('its end', () => {
  test.each([
    [undefined, ended(0), 'pass'],
    [undefined, ended(1), 'fail'],
    [3, ended(3), 'pass'],
    ['failure', ended(1), 'pass'],
    ['failure', ended(0), 'fail'],
    ['failure', killed, 'fail'],
    [0, killed, 'fail'],
    ['any', killed, 'fail'],
    ['any', ended(9), 'pass'],
  ] as const)('where %s is asked for', (code, how, verdict) => {
    expect(judge(exits(code), [how], { end: 'met' }).kind).toBe(verdict)
  })

  test.each(['failure', 'any', 1] as const)('where %s is asked for a crash is none', (code) => {
    const text = 'Traceback (most recent call last):\n  File "c.py", line 1\nValueError: x\n'
    const traceback = writes(text, 'stderr')
    expect(judge(exits(code), [traceback, ended(1)], { end: 'met' })).toMatchObject({
      evidence: 'proved',
      cause: { kind: 'other-wrong-exit', exit: { code: 1 }, crashed: true },
    })
  })

  test('with another code is told with what it has said', () => {
    expect(judge(exits(), [writes('no me gusta\n'), ended(1)], { end: 'met' })).toMatchObject({
      evidence: 'proved',
      cause: { kind: 'other-wrong-exit', expected: 0, exit: { code: 1 }, said: ['no me gusta'] },
    })
  })

  test('that does not come is a limit that passed, or nobody’s fault', () => {
    expect(judge(exits(), [], { end: 'limit' })).toMatchObject({
      kind: 'fail',
      evidence: 'timed',
      cause: { kind: 'other-wrong-exit', limitMs: 500 },
    })
    expect(judge(exits(), [], { end: 'overloaded' })).toMatchObject({ kind: 'unjudged' })
  })

  test('for using too much is told as that', () => {
    expect(judge(exits('any'), [flood, killed], { end: 'met' })).toMatchObject({
      cause: { kind: 'other-used-too-much' },
    })
  })

  test('is explained by a crash of the program that is judged', () => {
    const exit = { kind: 'signal', signal: 'SIGSEGV' } as const
    const more: readonly Event[] = [{ kind: 'exited', exit, atMs: 2 }]
    expect(judge(exits(), [ended(1)], { more })).toMatchObject({ cause: { kind: 'crashed' } })
    expect(judge(output(), [ended(1)], { more })).toMatchObject({ cause: { kind: 'crashed' } })
  })
})

test('a program that cannot take part fails before the scenario begins', () => {
  const script = { steps: [Step.parse(start)], framing: { kind: 'until-close' } } as const
  const missing = (because: Extract<Event, { kind: 'other-missing' }>['because']) =>
    judgePlay(script, {
      events: [{ kind: 'other-missing', program: 'cliente', because, atMs: 0 }],
    })
  const reason = { en: 'x', es: 'y' }
  expect(missing({ kind: 'no-entry', reason })).toMatchObject({
    kind: 'fail',
    evidence: 'proved',
    cause: { kind: 'no-such-program', program: 'cliente', reason },
  })
  expect(missing({ kind: 'did-not-build', output: 'oh' })).toMatchObject({
    cause: { kind: 'other-did-not-build', program: 'cliente', output: 'oh' },
  })
})
