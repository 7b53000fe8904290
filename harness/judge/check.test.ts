import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Check, Lens } from '../assignment/schema.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import { Delivery } from '../transcript/delivery.ts'
import { Event, type Happening } from '../transcript/event.ts'
import { Transcript } from '../transcript/transcript.ts'
import { judgeCheck, type JudgeOptions } from './check.ts'
import { blockedBy, judgeSubmission, skipCheck } from './submission.ts'
import { Verdict } from './verdict.ts'

const requirement = { en: 'It MUST show the text.', es: 'DEBE mostrar el texto.' }
const steps: StepInput[] = [
  { kind: 'accept', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'hola' },
  { kind: 'expectOutput', expected: { kind: 'contains', data: 'hola' } },
]
const check = Check.parse({
  id: 'shows',
  points: 2,
  requirement,
  scenario: steps,
  lenses: ['bytewise', 'cuts', 'short-io'],
})
const several = Check.parse({
  id: 'shows',
  points: 2,
  requirement,
  scenarios: { short: steps, long: steps },
  lenses: ['bytewise'],
})
const dependent = Check.parse({
  id: 'later',
  points: 1,
  requirement,
  after: ['shows'],
  scenario: steps,
})
const options: JudgeOptions = { framing: { kind: 'lines', end: '\n' } }
const withLenses = (...lenses: readonly Lens[]) => ({ ...options, lenses })

const deliveryOf: Readonly<Record<Lens, Delivery>> = {
  whole: { kind: 'whole' },
  bytewise: { kind: 'bytewise' },
  cuts: { kind: 'cut', step: 1, at: 2 },
  coalesced: { kind: 'coalesced' },
  random: { kind: 'pieces', cuts: [{ step: 1, at: [1] }] },
  'slow-reader': { kind: 'slow-reader' },
  'short-io': { kind: 'short-io', what: 'reads' },
}

/** A trial in which the program showed `output`. */
function transcript(lens: Lens, output: string, more: readonly Happening[] = []): Transcript {
  const happenings: Happening[] = [
    { kind: 'accepted', peer: 'ana' },
    { kind: 'step-ended', step: 0, end: 'met' },
    { kind: 'step-ended', step: 1, end: 'met' },
    { kind: 'output', stream: 'stdout', data: { text: output } },
    { kind: 'step-ended', step: 2, end: output === 'hola' ? 'met' : 'impossible' },
    ...more,
  ]
  return {
    version: 2,
    check: 'shows',
    scenario: 'main',
    lens,
    seed: 1,
    steps: check.scenarios['main']!,
    plays: [
      {
        delivery: deliveryOf[lens],
        events: happenings.map((one, index): Event => ({ ...one, atMs: index })),
      },
    ],
    tookMs: 5,
  }
}

const fault: Happening = { kind: 'fault', message: 'no room' }
const impossible = (lens: Lens, why: NonNullable<Transcript['impossible']>): Transcript => ({
  ...transcript(lens, ''),
  plays: [],
  impossible: why,
})
const of = (scenario: string, one: Transcript): Transcript => ({ ...one, scenario })

const all = (lens: Lens, one: Transcript) =>
  check.lenses.map((each) => (each === lens ? one : transcript(each, 'hola')))

describe('over its trials a check', () => {
  test('passes when every trial passes, with the weakest evidence', () => {
    const unsure: Happening = {
      kind: 'sent',
      peer: 'ana',
      bytes: 1,
      further: true,
      apart: 'attempted',
    }
    const passing = all('whole', transcript('whole', 'hola'))
    expect(judgeCheck(check, passing, options)).toMatchObject({
      verdict: { kind: 'pass', evidence: 'proved' },
      decisive: undefined,
    })
    const weak = all('bytewise', transcript('bytewise', 'hola', [unsure]))
    expect(judgeCheck(check, weak, options).verdict).toEqual({
      kind: 'pass',
      evidence: 'attempted',
    })
  })

  test('has one trial for each scenario and lens, in order', () => {
    const { trials } = judgeCheck(several, [], options)
    expect(trials.map(({ scenario, lens }) => [scenario, lens])).toEqual([
      ['short', 'whole'],
      ['short', 'bytewise'],
      ['long', 'whole'],
      ['long', 'bytewise'],
    ])
  })

  test('takes the transcripts of its own name only', () => {
    const foreign = { ...transcript('whole', 'ho'), check: 'other' }
    const { verdict } = judgeCheck(
      check,
      [foreign, ...all('whole', transcript('whole', 'hola'))],
      options,
    )
    expect(verdict.kind).toBe('pass')
  })

  test('is not judged without a transcript, unless another trial failed', () => {
    const one = judgeCheck(check, [transcript('whole', 'hola')], options)
    expect(one.verdict).toEqual({ kind: 'unjudged', because: 'no-transcript' })
    const other = [transcript('whole', 'hola'), transcript('bytewise', 'ho')]
    expect(judgeCheck(check, other, options).verdict.kind).toBe('fail')
  })

  test('is not judged when a trial is not; the first reason counts', () => {
    const cuts = transcript('cuts', 'hola', [fault])
    const some = all('cuts', cuts).filter(({ lens }) => lens !== 'short-io')
    expect(judgeCheck(check, some, options).verdict).toEqual({
      kind: 'unjudged',
      because: 'harness-fault',
      detail: 'no room',
    })
  })

  test('has the lenses that were asked for', () => {
    const asked = withLenses('whole', 'cuts')
    const some = [transcript('whole', 'hola'), transcript('cuts', 'hola')]
    const { verdict, trials } = judgeCheck(check, some, asked)
    expect(verdict.kind).toBe('pass')
    expect(trials.map(({ lens }) => lens)).toEqual(['whole', 'cuts'])
  })
})

describe('a lens that could not be had', () => {
  test.each(['nothing-to-deliver', 'not-for-this-program'] as const)(
    'for this program does not count: %s',
    (why) => {
      const { verdict, trials } = judgeCheck(
        check,
        all('short-io', impossible('short-io', why)),
        options,
      )
      expect(verdict).toEqual({ kind: 'pass', evidence: 'proved' })
      expect(trials.at(-1)).toMatchObject({ verdict: { kind: 'skipped', because: why } })
    },
  )

  test('on this machine leaves the check without a verdict', () => {
    const why = 'not-on-this-machine'
    const some = all('short-io', impossible('short-io', why))
    expect(judgeCheck(check, some, options).verdict).toEqual({ kind: 'unjudged', because: why })
    const failing = some.map((one) => (one.lens === 'whole' ? transcript('whole', 'ho') : one))
    expect(judgeCheck(check, failing, options).verdict.kind).toBe('fail')
  })
})

describe('what fails', () => {
  test('in pieces and passes whole took one recv() for one message', () => {
    const { verdict, decisive } = judgeCheck(
      check,
      all('bytewise', transcript('bytewise', 'ho')),
      options,
    )
    expect(verdict).toMatchObject({
      kind: 'fail',
      cause: {
        kind: 'one-recv-per-message',
        used: 2,
        sent: 4,
        lens: 'bytewise',
        symptom: 'wrong-output',
      },
      evidence: 'proved',
      circumstances: { step: 2 },
    })
    expect(decisive?.lens).toBe('bytewise')
    expect(decisive?.failures).toHaveLength(1)
  })

  test('in pieces with a crash used nothing that could be counted', () => {
    const crash: Happening = { kind: 'exited', exit: { kind: 'signal', signal: 'SIGSEGV' } }
    const some = all('bytewise', transcript('bytewise', '', [crash]))
    expect(judgeCheck(check, some, options).verdict).toMatchObject({
      cause: { used: 0, symptom: 'crashed' },
    })
  })

  test('in several lenses has the cause of the first', () => {
    const some = check.lenses.map((lens) => transcript(lens, lens === 'whole' ? 'hola' : 'ho'))
    expect(judgeCheck(check, some, options).decisive?.lens).toBe('bytewise')
  })

  test('whole too has the cause that it looked like', () => {
    const some = check.lenses.map((lens) => transcript(lens, 'ho'))
    const { verdict, decisive } = judgeCheck(check, some, options)
    expect(verdict).toMatchObject({ cause: { kind: 'wrong-output' } })
    expect(decisive?.lens).toBe('whole')
  })

  test('in another lens, when nothing is known of the whole, has the cause that it looked like', () => {
    const some = [transcript('whole', 'hola', [fault]), transcript('cuts', 'ho')]
    const { verdict, decisive } = judgeCheck(check, some, options)
    expect(verdict).toMatchObject({ cause: { kind: 'wrong-output' } })
    expect(decisive?.lens).toBe('cuts')
  })

  test('whole is not played in other lenses, which then do not count', () => {
    const { verdict, trials } = judgeCheck(check, [transcript('whole', 'ho')], options)
    expect(verdict.kind).toBe('fail')
    expect(trials.map((trial) => trial.verdict)).toMatchObject([
      { kind: 'fail' },
      { kind: 'skipped', because: 'fails-whole' },
      { kind: 'skipped', because: 'fails-whole' },
      { kind: 'skipped', because: 'fails-whole' },
    ])
  })

  test('whole in one scenario says nothing of another', () => {
    const some = [
      of('short', transcript('whole', 'ho')),
      of('long', transcript('whole', 'hola')),
      of('long', transcript('bytewise', 'hola')),
    ]
    const { verdict, trials, decisive } = judgeCheck(several, some, options)
    expect(verdict).toMatchObject({ cause: { kind: 'wrong-output' } })
    expect(decisive?.scenario).toBe('short')
    expect(trials.map((trial) => trial.verdict.kind)).toEqual(['fail', 'skipped', 'pass', 'pass'])
    const missing = judgeCheck(several, some.slice(0, 2), options)
    expect(missing.trials.at(-1)?.verdict).toMatchObject({ because: 'no-transcript' })
  })

  test('in pieces of one scenario tells more than whole in another', () => {
    const some = [
      of('short', transcript('whole', 'ho')),
      of('long', transcript('whole', 'hola')),
      of('long', transcript('bytewise', 'ho')),
    ]
    const { verdict, decisive } = judgeCheck(several, some, options)
    expect(verdict).toMatchObject({ cause: { kind: 'one-recv-per-message' } })
    expect(decisive).toMatchObject({ scenario: 'long', lens: 'bytewise' })
  })
})

describe('a check that depends on another', () => {
  test('is skipped when that failed or was skipped', () => {
    const failed = [transcript('whole', 'ho')]
    const results = judgeSubmission([check, dependent], failed, options)
    expect(results.map(({ verdict }) => verdict.kind)).toEqual(['fail', 'skipped'])
    expect(results[1]?.verdict).toEqual({ kind: 'skipped', because: 'shows' })
    expect(blockedBy(dependent, [skipCheck(check, 'x')])).toBe('shows')
  })

  test('is judged when that passed, or could not be judged', () => {
    const passed = judgeSubmission([check], all('whole', transcript('whole', 'hola')), options)
    expect(blockedBy(dependent, passed)).toBeUndefined()
    const open = judgeSubmission([check, dependent], [], options)
    expect(open.map(({ verdict }) => verdict.kind)).toEqual(['unjudged', 'unjudged'])
  })
})

describe('judging', () => {
  const names = fc.constantFrom('ana', 'beto')
  const text = fc.string({ unit: fc.constantFrom('a', 'ñ', '\n'), maxLength: 5 })
  const data = fc.oneof(
    text.map((words) => ({ text: words })),
    fc.constantFrom('', '/w==', 'w7E=').map((base64) => ({ base64 })),
  )
  const step = fc.nat({ max: 4 })
  const count = fc.nat({ max: 3 })
  const end = fc.constantFrom('met', 'impossible', 'settled', 'limit', 'overloaded')
  const exit = fc.oneof(
    fc.record({ kind: fc.constant('code'), code: fc.constantFrom(0, 1) }),
    fc.record({ kind: fc.constant('signal'), signal: fc.constantFrom('SIGPIPE', 'SIGTERM') }),
  )
  const waiting = fc.record({
    call: fc.constantFrom('recv', 'accept'),
    peers: fc.array(names, { maxLength: 2 }),
    listener: fc.boolean(),
    input: fc.boolean(),
    wakes: fc.constantFrom('never', 'later', 'unknown'),
  })
  const ms = fc.nat({ max: 1000 })
  const words = fc.constantFrom(
    'a',
    'ñ\n',
    'Traceback (most recent call last):\nValueError: no\n',
    'EINTR',
  )
  const events: fc.Arbitrary<Event> = fc
    .oneof(
      fc.record({ kind: fc.constantFrom('connected', 'accepted', 'fin', 'reset'), peer: names }),
      fc.record({ kind: fc.constant('received'), peer: names, data }),
      fc.record({
        kind: fc.constant('closed'),
        peer: names,
        how: fc.constantFrom('half', 'fin', 'reset'),
      }),
      fc.record({ kind: fc.constantFrom('frozen', 'thawed') }),
      fc.record({
        kind: fc.constant('output'),
        stream: fc.constantFrom('stdout', 'stderr'),
        data: words.map((written) => ({ text: written })),
      }),
      fc.record({
        kind: fc.constant('sent'),
        peer: names,
        bytes: count,
        further: fc.boolean(),
        apart: fc.constantFrom('proved', 'attempted'),
      }),
      fc.record({
        kind: fc.constant('observed'),
        peer: names,
        step,
        known: fc.boolean(),
        accepted: fc.boolean(),
        unreadBytes: count,
        listening: fc.boolean(),
        waitingConnections: count,
        halfClosed: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('blocked'),
        step,
        threads: fc.array(waiting, { maxLength: 2 }),
        ranMs: ms,
        starvedMs: ms,
        elapsedMs: ms,
        unreadResets: count,
      }),
      fc.record({
        kind: fc.constant('resources'),
        step,
        socketsBefore: count,
        sockets: count,
        peersGone: count,
        halfClosed: count,
      }),
      fc.record({ kind: fc.constant('signalled'), signal: fc.constant('SIGTERM') }),
    )
    .map((happening) => Event.parse({ ...happening, atMs: 1 }))

  const inputs: fc.Arbitrary<StepInput> = fc.oneof(
    fc.record({ kind: fc.constantFrom('connect', 'halfClose', 'close'), peer: names }),
    fc.record({ kind: fc.constant('send'), peer: names, data: text }),
    fc.record({ kind: fc.constant('expect'), peer: names, expected: text }),
    fc.record({ kind: fc.constant('expectSilence'), peer: names }),
    fc.record({
      kind: fc.constant('expectClose'),
      peer: names,
      how: fc.constantFrom('fin', 'either'),
    }),
    fc.record({ kind: fc.constant('expectOutput'), expected: text }),
    fc.record({ kind: fc.constantFrom('expectExit', 'expectNoLeak', 'thaw') }),
  )

  /** How both peers fared, some happenings of each step and its end, and perhaps the program's. */
  const playOf = (scenario: readonly Step[]) =>
    fc
      .tuple(
        fc.constantFrom('connected' as const, 'connected' as const, 'refused' as const),
        fc.tuple(...scenario.map((_, index) => playedStep(index))),
        fc.option(exit, { freq: 3 }),
      )
      .map(([how, parts, ending]): Event[] => [
        ...['ana', 'beto'].map((peer) => Event.parse({ kind: how, peer, atMs: 0, ...codeOf(how) })),
        ...parts.flat(),
        ...(ending ? [Event.parse({ kind: 'exited', exit: ending, atMs: 3 })] : []),
      ])
  const playedStep = (index: number) =>
    fc
      .tuple(fc.array(events, { maxLength: 6 }), end)
      .map(([some, how]) => [
        ...some,
        Event.parse({ kind: 'step-ended', step: index, end: how, limitMs: 50, atMs: 2 }),
      ])
  const codeOf = (how: string) => (how === 'refused' ? { code: 'ECONNREFUSED' } : {})

  const cases = fc
    .array(inputs, { minLength: 1, maxLength: 5 })
    .map((scenario) => scenario.map((each) => Step.parse(each)))
    .chain((scenario) =>
      fc.record({
        scenario: fc.constant(scenario),
        transcripts: fc.tuple(
          ...check.lenses.map((lens) =>
            fc
              .array(playOf(scenario), { minLength: 1, maxLength: 2 })
              .map((plays) => transcriptOf(scenario, lens, plays)),
          ),
        ),
        present: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      }),
    )

  test('is a pure function of assignment and transcripts', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(cases, ({ scenario, transcripts, present }) => {
        const asked = { ...check, scenarios: { main: [...scenario] } }
        const some = transcripts.filter((_, index) => present[index])
        const before = structuredClone({ asked, some })
        const first = judgeCheck(frozen(asked), frozen(some), options)
        expect({ asked, some }).toEqual(before)
        expect(judgeCheck(asked, some, options)).toEqual(first)
        const stored = some.map((one) => Transcript.parse(JSON.parse(JSON.stringify(one))))
        expect(judgeCheck(asked, stored, options)).toEqual(first)
        expect(Verdict.parse(JSON.parse(JSON.stringify(first.verdict)))).toEqual(first.verdict)
        for (const { verdict } of first.trials) kinds.add(verdict.kind)
      }),
      { numRuns: 150 },
    )
    expect([...kinds].toSorted()).toEqual(['fail', 'pass', 'skipped', 'unjudged'])
  })
})

/** The same value, in which nothing can be changed any more. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

/** A trial of this scenario in this lens, with these plays. */
function transcriptOf(scenario: readonly Step[], lens: Lens, plays: readonly Event[][]) {
  const delivery = deliveryOf[lens]
  return Transcript.parse({
    ...transcript(lens, ''),
    steps: scenario,
    plays: plays.map((each) => ({ delivery, events: each })),
  })
}
