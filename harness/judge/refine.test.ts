import { describe, expect, test } from 'vitest'
import type { Framing } from '../assignment/framing.ts'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, Happening, StepEnd } from '../transcript/event.ts'
import type { Waiting } from '../transcript/waiting.ts'
import { openCase } from './case.ts'
import type { Cause } from './cause.ts'
import { refine } from './refine.ts'

const peer = 'beto'
const lines: Framing = { kind: 'lines', end: '\n' }
const number = 3

type Scene = { readonly steps?: readonly StepInput[]; readonly framing?: Framing }

/** The cause that step 3 has, after these happenings, in the light of the script. */
function refined(cause: Cause, happenings: readonly Happening[], scene: Scene = {}): Cause {
  const { steps = [], framing = lines } = scene
  const events = happenings.map((one, index): Event => ({ ...one, atMs: index }))
  const asked = steps.map((step) => Step.parse(step))
  const script = { steps: asked, asked, framing }
  return refine(cause, { trial: openCase(events), script, number })
}

const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  call: 'recv',
  peers: [],
  listener: false,
  input: false,
  wakes: 'never',
  ...over,
})
type Blocked = Extract<Happening, { kind: 'blocked' }>
const blocked = (over: Partial<Blocked> = {}): Happening => ({
  kind: 'blocked',
  step: number,
  threads: [],
  ranMs: 0,
  starvedMs: 0,
  elapsedMs: 1000,
  unreadResets: 0,
  ...over,
})
type Observed = Extract<Happening, { kind: 'observed' }>
const observed = (over: Partial<Observed> = {}): Happening => ({
  kind: 'observed',
  peer,
  step: number,
  known: true,
  accepted: true,
  unreadBytes: 0,
  listening: true,
  waitingConnections: 1,
  halfClosed: false,
  ...over,
})
const closed = (name: string, how: 'half' | 'fin' | 'reset' = 'fin'): Happening => ({
  kind: 'closed',
  peer: name,
  how,
})
const ended = (end: StepEnd, step = number): Happening => ({
  kind: 'step-ended',
  step,
  end,
  limitMs: 1000,
})
const exited: Happening = { kind: 'exited', exit: { kind: 'code', code: 0 } }

describe('a crash', () => {
  test('by SIGPIPE has a name of its own', () => {
    const exit = { kind: 'signal', signal: 'SIGPIPE' } as const
    expect(refined({ kind: 'crashed', exit }, [])).toEqual({ kind: 'dies-of-sigpipe' })
  })

  test.each<[string, Extract<Cause, { kind: 'crashed' }>]>([
    ['another signal', { kind: 'crashed', exit: { kind: 'signal', signal: 'SIGSEGV' } }],
    [
      'an exception that says so',
      { kind: 'crashed', exit: { kind: 'code', code: 1 }, exception: 'BrokenPipeError: SIGPIPE' },
    ],
    ['the code of a shell for it', { kind: 'crashed', exit: { kind: 'code', code: 141 } }],
  ])('by %s stays one', (_, cause) => {
    expect(refined(cause, [])).toBe(cause)
  })
})

describe('a connection that was never accepted', () => {
  const cause: Cause = { kind: 'never-accepted', peer, waitingConnections: 2, limitMs: 1000 }
  const onAna = waiting({ peers: ['ana'] })

  test('while a thread waits on another client', () => {
    const threads = [waiting({ call: 'futex' }), waiting({ peers: ['ana'], bytesMax: 10 })]
    const happenings = [observed({ unreadBytes: 13, accepted: false }), blocked({ threads })]
    expect(refined(cause, happenings)).toEqual({
      kind: 'serial-service',
      peer,
      holder: 'ana',
      call: 'recv',
      bytesMax: 10,
      waitingConnections: 2,
      unreadBytes: 13,
    })
  })

  test('while several are waited for: the first other one holds it up', () => {
    const threads = [waiting({ call: 'send', peers: [peer] }), waiting({ peers: [peer, 'carla'] })]
    expect(refined(cause, [blocked({ threads })])).toEqual({
      kind: 'serial-service',
      peer,
      holder: 'carla',
      call: 'recv',
      waitingConnections: 2,
      unreadBytes: 0,
    })
  })

  test('what lies unread is that of this peer, as it was seen last', () => {
    const happenings = [
      observed({ step: 1, unreadBytes: 1 }),
      observed({ unreadBytes: 2 }),
      observed({ peer: 'ana', unreadBytes: 3 }),
      blocked({ threads: [onAna] }),
    ]
    expect(refined(cause, happenings)).toMatchObject({ unreadBytes: 2 })
  })

  test.each<[string, readonly Happening[]]>([
    ['when nobody looked', [observed()]],
    ['while the program runs', [blocked()]],
    ['while it waits for nobody in particular', [blocked({ threads: [waiting()] })]],
    [
      'while it waits for standard input',
      [blocked({ threads: [waiting({ call: 'read', input: true })] })],
    ],
    [
      'while it waits for new clients',
      [blocked({ threads: [waiting({ call: 'accept', listener: true })] })],
    ],
    [
      'while it waits for new and old clients at once',
      [blocked({ threads: [waiting({ call: 'poll', peers: ['ana'], listener: true })] })],
    ],
    [
      'while it waits for this very peer',
      [blocked({ threads: [waiting({ call: 'poll', peers: [peer] })] })],
    ],
    ['when that was at another step', [blocked({ step: 2, threads: [onAna] })]],
  ])('stays that %s', (_, happenings) => {
    expect(refined(cause, happenings)).toBe(cause)
  })
})

describe('a reset', () => {
  const cause: Cause = { kind: 'reset', peer, received: { text: 'ho' } }

  test('that the kernel counted as one for unread bytes', () => {
    expect(refined(cause, [blocked({ unreadResets: 1 })])).toEqual({
      kind: 'reset-with-unread-data',
      peer,
      received: { text: 'ho' },
    })
  })

  test.each<[string, readonly Happening[]]>([
    ['when nobody looked', []],
    ['when the kernel counted none', [blocked()]],
    ['when that was at another step', [blocked({ step: 2, unreadResets: 1 })]],
    ['when the program has ended', [blocked({ unreadResets: 1 }), exited]],
  ])('stays that %s', (_, happenings) => {
    expect(refined(cause, happenings)).toBe(cause)
  })
})

describe('too many bytes', () => {
  const cause: Cause = { kind: 'extra-bytes', peer, extra: { text: 'x' } }
  const send = (data: string, name = peer): StepInput => ({ kind: 'send', peer: name, data })
  const silence: StepInput = { kind: 'expectSilence', peer }
  const connect: StepInput = { kind: 'connect', peer }

  test('before the message was complete', () => {
    expect(refined(cause, [], { steps: [connect, send('a\n'), send('ho'), silence] })).toEqual({
      kind: 'answered-early',
      peer,
      sent: { text: 'a\nho' },
      extra: { text: 'x' },
    })
  })

  test('before a message that begins with its length was complete', () => {
    const steps: StepInput[] = [
      connect,
      { kind: 'send', peer, data: { kind: 'hex', hex: '0004' } },
      { kind: 'send', peer, data: 'hol' },
      silence,
    ]
    const framing: Framing = { kind: 'length-prefixed', bytes: 2, endian: 'big' }
    expect(refined(cause, [], { steps, framing })).toMatchObject({ kind: 'answered-early' })
  })

  test.each<[string, readonly StepInput[], Framing]>([
    ['after a whole message', [connect, send('ho'), send('la\n'), silence], lines],
    ['when nothing was sent', [connect, connect, connect, silence], lines],
    [
      'when only another peer was in the middle',
      [connect, send('ho', 'ana'), connect, silence],
      lines,
    ],
    ['when the rest came later', [connect, send('a\n'), connect, silence, send('ho')], lines],
    [
      'when there are no messages',
      [connect, send('ho'), connect, silence],
      { kind: 'until-close' },
    ],
    [
      'when an end was due, not silence',
      [connect, connect, send('ho'), { kind: 'expectClose', peer }],
      lines,
    ],
  ])('stay that %s', (_, steps, framing) => {
    expect(refined(cause, [], { steps, framing })).toBe(cause)
  })
})

describe('a program that is busy', () => {
  const ofPeer: readonly Cause[] = [
    { kind: 'no-answer', peer, unreadBytes: 0, limitMs: 1000 },
    {
      kind: 'missing-bytes',
      peer,
      expected: { text: 'ab' },
      received: { text: 'a' },
      offset: 1,
    },
    { kind: 'did-not-close', peer, limitMs: 1000 },
    { kind: 'never-closes', peer },
  ]
  const ofNobody: readonly Cause[] = [
    { kind: 'never-closes', peer: '' },
    { kind: 'leaks-descriptors', before: 4, after: 6, peersGone: 2 },
    { kind: 'did-not-exit', limitMs: 1000 },
  ]
  const busy = blocked({ ranMs: 900 })
  const spinning: Cause = { kind: 'spins-at-end-of-input', peer }

  test.each([...ofPeer, ...ofNobody])('after its client has ended: $kind', (cause) => {
    expect(refined(cause, [closed(peer), busy, ended('limit')])).toEqual(spinning)
    expect(refined(cause, [closed(peer, 'half'), busy, ended('limit')])).toEqual(spinning)
  })

  test.each(ofNobody)('is busy with the client that ended last: $kind', (cause) => {
    const happenings = [closed('ana'), closed(peer), closed('carla', 'reset'), busy, ended('limit')]
    expect(refined(cause, happenings)).toEqual(spinning)
  })

  test.each<[string, Partial<Blocked>, boolean]>([
    ['all the time', { ranMs: 1000 }, true],
    ['most of the time', { ranMs: 800 }, true],
    ['on several processors', { ranMs: 4000 }, true],
    ['most of the time', { ranMs: 799 }, false],
    ['all the time that it could get', { ranMs: 400, starvedMs: 500 }, true],
    ['not all the time that it could get', { ranMs: 390, starvedMs: 500 }, false],
    ['when it could get no time at all', { ranMs: 0, starvedMs: 1000 }, false],
    ['when it could get less than none', { ranMs: 0, starvedMs: 1200 }, false],
    ['when no time has passed', { ranMs: 0, elapsedMs: 0 }, false],
  ])('%s: %j is busy: %s', (_, over, isBusy) => {
    const cause = ofPeer[0]!
    const happenings = [closed(peer), blocked(over), ended('limit')]
    expect(refined(cause, happenings)).toEqual(isBusy ? spinning : cause)
  })

  test.each<[string, readonly Happening[]]>([
    ['when nobody looked', [closed(peer), ended('limit')]],
    ['when its client goes on', [busy, ended('limit')]],
    ['when another client has ended', [closed('ana'), busy, ended('limit')]],
    ['when its client left with a reset', [closed(peer, 'reset'), busy, ended('limit')]],
    [
      'while it waits',
      [closed(peer), blocked({ ranMs: 900, threads: [waiting()] }), ended('limit')],
    ],
    ['before the limit', [closed(peer), busy, ended('impossible')]],
    ['when it was proved to wait', [closed(peer), busy, ended('settled')]],
    ['at another step', [closed(peer), blocked({ step: 2, ranMs: 900 }), ended('limit', 2)]],
  ])('is no reason %s', (_, happenings) => {
    for (const cause of ofPeer) expect(refined(cause, happenings)).toBe(cause)
  })

  test.each(ofNobody)('is no reason when no client has ended: $kind', (cause) => {
    const happenings = [closed(peer, 'reset'), busy, ended('limit')]
    expect(refined(cause, happenings)).toBe(cause)
    expect(refined(cause, [busy, ended('limit')])).toBe(cause)
  })
})

describe('a connection that was not closed', () => {
  const cause: Cause = { kind: 'did-not-close', peer }
  const open = observed({ halfClosed: true })

  test('and is in CLOSE_WAIT', () => {
    const never: Cause = { kind: 'never-closes', peer }
    expect(refined(cause, [closed(peer), open, ended('settled')])).toEqual(never)
    expect(refined(cause, [closed(peer, 'half'), open, ended('limit')])).toEqual(never)
    const waits = blocked({ threads: [waiting({ call: 'accept', listener: true })] })
    expect(refined(cause, [closed(peer), open, waits, ended('settled')])).toEqual(never)
  })

  test('by a program that is busy with its end', () => {
    const happenings = [closed(peer), open, blocked({ ranMs: 1000 }), ended('limit')]
    expect(refined(cause, happenings)).toEqual({ kind: 'spins-at-end-of-input', peer })
  })

  test.each<[string, readonly Happening[]]>([
    ['when nobody looked', [closed(peer)]],
    ['when the kernel shows no CLOSE_WAIT', [closed(peer), observed()]],
    ['when its peer has not ended', [open]],
    [
      'when another peer is in CLOSE_WAIT',
      [closed(peer), observed({ peer: 'ana', halfClosed: true })],
    ],
    ['when that was at another step', [closed(peer), observed({ step: 2, halfClosed: true })]],
    ['when it was so before, and is no longer', [closed(peer), open, observed()]],
  ])('stays that %s', (_, happenings) => {
    expect(refined(cause, [...happenings, ended('settled')])).toBe(cause)
  })
})

test.each<Cause>([
  { kind: 'did-not-build', output: '' },
  { kind: 'did-not-start', port: 1, limitMs: 1 },
  { kind: 'listens-elsewhere', port: 1, sockets: [] },
  { kind: 'refused', peer },
  { kind: 'never-connected', peer },
  { kind: 'wrong-bytes', peer, expected: { text: 'a' }, received: { text: 'b' }, offset: 0 },
  { kind: 'closed-early', peer, received: { text: '' } },
  { kind: 'wrong-exit-code', expected: 0, exit: { kind: 'code', code: 1 } },
  { kind: 'wrong-output', stream: 'stdout', received: { text: '' }, found: 0 },
  { kind: 'reset-with-unread-data', peer, received: { text: '' } },
])('$kind says all that there is', (cause) => {
  const happenings = [
    closed(peer),
    observed({ halfClosed: true }),
    blocked({ ranMs: 1000, unreadResets: 1 }),
    ended('limit'),
  ]
  expect(refined(cause, happenings)).toBe(cause)
})

describe('a line that ends too early', () => {
  const long = 'otra vez, '.repeat(200)
  const differing = (expected: string, received: string): Cause => {
    let offset = 0
    while (expected[offset] === received[offset]) offset += 1
    const [wanted, got] = [{ text: expected }, { text: received }]
    return { kind: 'wrong-bytes', peer, expected: wanted, received: got, offset }
  }
  const cut = (at: number, end = '\n') =>
    differing(`${long}${end}`, `${long.slice(0, at)}${end}${long.slice(at)}`)

  test.each([
    ['goes on after it', cut(1024), lines, 1024],
    ['does not go on', differing(`${long}\n`, `${long.slice(0, 512)}\n`), lines, 512],
    ['has another end', cut(1024, '\r\n'), { kind: 'lines', end: '\r\n' } as const, 1024],
    ['is not the first', differing(`hola\n${long}\n`, `hola\n${long.slice(0, 300)}\n`), lines, 300],
  ])('was cut where it was read: it %s', (_, cause, framing, length) => {
    expect(refined(cause, [], { framing })).toEqual({
      ...cause,
      kind: 'long-line-in-pieces',
      length,
    })
  })

  test.each([
    ['is short', differing('hola\n', 'ho\nla\n'), lines],
    ['has something else there', differing(`${long}\n`, `${long.slice(0, 1024)}\0`), lines],
    ['ends too late', differing(`${long}\n`, `${long} \n`), lines],
    ['is no line', cut(1024), { kind: 'until-close' } as const],
  ])('is only wrong where it %s', (_, cause, framing) => {
    expect(refined(cause, [], { framing })).toEqual(cause)
  })
})
