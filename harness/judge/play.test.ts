import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, Happening, StepEnd } from '../transcript/event.ts'
import type { Waiting } from '../transcript/waiting.ts'
import { judgePlay } from './play.ts'

const peer = 'ana'
const text = (words: string) => ({ text: words })
const connected: Happening = { kind: 'connected', peer }
const received = (words: string): Happening => ({ kind: 'received', peer, data: text(words) })
const ended = (step: number, end: StepEnd = 'met'): Happening => ({
  kind: 'step-ended',
  step,
  end,
  limitMs: 5000,
})
const exited = (code: number): Happening => ({ kind: 'exited', exit: { kind: 'code', code } })
const killed = (signal: string): Happening => ({
  kind: 'exited',
  exit: { kind: 'signal', signal },
})
const stderr = (words: string): Happening => ({
  kind: 'output',
  stream: 'stderr',
  data: text(words),
})
const stdout = (words: string): Happening => ({
  kind: 'output',
  stream: 'stdout',
  data: text(words),
})
const observed = (accepted: boolean): Happening => ({
  kind: 'observed',
  peer,
  step: 1,
  known: true,
  accepted,
  unreadBytes: 3,
  listening: true,
  waitingConnections: 2,
  halfClosed: false,
})
const blocked = (step: number, ...threads: Waiting[]): Extract<Happening, { kind: 'blocked' }> => ({
  kind: 'blocked',
  step,
  threads,
  ranMs: 1,
  starvedMs: 0,
  elapsedMs: 5000,
  unreadResets: 0,
})
const inRecv: Waiting = {
  call: 'recv',
  peers: [peer],
  listener: false,
  input: false,
  bytesMax: 10,
  wakes: 'never',
}
const traceback = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no\n'

const connect: StepInput = { kind: 'connect', peer }
const expectHola: StepInput = { kind: 'expect', peer, expected: 'hola\n' }
const expectAny: StepInput = { kind: 'expect', peer, expected: { kind: 'anything' } }
const silence: StepInput = { kind: 'expectSilence', peer }
const close: StepInput = { kind: 'expectClose', peer }
const exit: StepInput = { kind: 'expectExit', code: 0 }
const output: StepInput = {
  kind: 'expectOutput',
  stream: 'stdout',
  expected: { kind: 'contains', data: 'gracias' },
}
const accept: StepInput = { kind: 'accept', peer }

const judge = (steps: readonly StepInput[], happenings: readonly Happening[]) =>
  judgePlay(
    { steps: steps.map((step) => Step.parse(step)), framing: { kind: 'lines', end: '\n' } },
    { events: happenings.map((happening, index): Event => ({ ...happening, atMs: index })) },
  )

const cause = (steps: readonly StepInput[], happenings: readonly Happening[]) => {
  const verdict = judge(steps, happenings)
  return verdict.kind === 'fail' ? { ...verdict.cause, evidence: verdict.evidence } : verdict
}

describe('before the scenario', () => {
  const notListening = (
    over: Partial<Extract<Happening, { kind: 'not-listening' }>> = {},
  ): Happening => ({
    kind: 'not-listening',
    port: 9000,
    sockets: [],
    limitMs: 10_000,
    overloaded: false,
    ...over,
  })

  test('a build that failed', () => {
    expect(cause([connect], [{ kind: 'build-failed', output: 'a.c:1: error' }])).toEqual({
      kind: 'did-not-build',
      output: 'a.c:1: error',
      evidence: 'proved',
    })
  })

  test('a program that ended before it listened', () => {
    const deaf = notListening()
    expect(cause([connect], [exited(1), deaf])).toMatchObject({
      kind: 'did-not-start',
      exit: { kind: 'code', code: 1 },
      evidence: 'proved',
    })
    expect(cause([connect], [deaf])).toMatchObject({ kind: 'did-not-start', evidence: 'timed' })
    const settled = notListening({ limitMs: undefined })
    expect(cause([connect], [settled])).toEqual({
      kind: 'did-not-start',
      port: 9000,
      evidence: 'proved',
    })
  })

  test('a program that was ended for what it used, before it listened', () => {
    const over: Happening = { kind: 'over-limit', what: 'memory', used: 12, limit: 9 }
    expect(cause([connect], [over, exited(1), notListening()])).toEqual({
      kind: 'used-too-much',
      what: 'memory',
      limit: 9,
      evidence: 'proved',
    })
  })

  test('a program that listens on another port', () => {
    const sockets = [{ address: '127.0.0.1', port: 9001, family: 'ipv4' as const }]
    const elsewhere = { kind: 'listens-elsewhere', sockets }
    const late = notListening({ sockets })
    expect(cause([connect], [late])).toMatchObject({ ...elsewhere, evidence: 'timed' })
    const settled = notListening({ sockets, limitMs: undefined })
    expect(cause([connect], [settled])).toMatchObject({ ...elsewhere, evidence: 'proved' })
  })

  test('a machine that was too busy to let it start decides nothing', () => {
    const unjudged = { kind: 'unjudged', because: 'overloaded' }
    expect(judge([connect], [notListening({ overloaded: true })])).toEqual(unjudged)
    const sockets = [{ address: '127.0.0.1', port: 9001, family: 'ipv4' as const }]
    expect(judge([connect], [notListening({ overloaded: true, sockets })])).toEqual(unjudged)
  })
})

describe('connections', () => {
  test('refused after the program ended', () => {
    const happenings = [
      { kind: 'refused', peer, code: 'ECONNREFUSED' } as const,
      ended(0, 'impossible'),
      exited(0),
    ]
    expect(cause([connect], happenings)).toMatchObject({
      kind: 'refused',
      exit: { kind: 'code', code: 0 },
    })
    expect(cause([connect], happenings.slice(0, 2))).toEqual({
      kind: 'refused',
      peer,
      evidence: 'proved',
    })
  })

  test('refused because it listens on IPv6 only', () => {
    const sockets = [{ address: '::', port: 9000, family: 'ipv6' as const }]
    const happenings: Happening[] = [
      { kind: 'listening', port: 9000, sockets },
      { kind: 'refused', peer, code: 'ECONNREFUSED' },
      ended(0, 'impossible'),
    ]
    expect(cause([connect], happenings)).toMatchObject({ kind: 'listens-elsewhere', sockets })
    const both = [...sockets, { address: '0.0.0.0', port: 9000, family: 'ipv4' as const }]
    expect(
      cause([connect], [{ kind: 'listening', port: 9000, sockets: both }, ...happenings.slice(1)]),
    ).toMatchObject({ kind: 'refused' })
  })

  test('never established: the accept queue is full', () => {
    expect(
      cause([connect], [{ kind: 'connecting', peer }, observed(false), ended(0, 'limit')]),
    ).toMatchObject({ kind: 'never-accepted', waitingConnections: 2, evidence: 'timed' })
    expect(cause([connect], [ended(0, 'limit')])).toMatchObject({ waitingConnections: 0 })
  })

  test('a client program that never connected', () => {
    expect(cause([accept], [ended(0, 'impossible'), exited(0)])).toMatchObject({
      kind: 'never-connected',
      exit: { kind: 'code', code: 0 },
    })
    expect(cause([accept], [ended(0, 'limit')])).toMatchObject({
      kind: 'never-connected',
      limitMs: 5000,
    })
    expect(judge([accept], [{ kind: 'accepted', peer }, ended(0)]).kind).toBe('pass')
  })

  test.each([
    [4999, 'wrong-source-port'],
    [5000, 'pass'],
    [5010, 'pass'],
    [5011, 'wrong-source-port'],
    [41_234, 'wrong-source-port'],
  ])('a client from port %i, where 5000 to 5010 were asked for: %s', (fromPort, kind) => {
    const asked: StepInput = { kind: 'accept', peer, fromPort: { from: 5000, to: 5010 } }
    expect(cause([asked], [{ kind: 'accepted', peer, fromPort }, ended(0)])).toMatchObject({ kind })
  })
})

describe('expected bytes', () => {
  const after = (...happenings: Happening[]) =>
    cause([connect, expectHola], [connected, ended(0), ...happenings])

  test('right ones', () => {
    const verdict = judge(
      [connect, expectHola],
      [connected, ended(0), received('hola\n'), ended(1)],
    )
    expect(verdict).toEqual({ kind: 'pass', evidence: 'proved' })
  })

  test('the first wrong byte is named', () => {
    expect(after(received('hoLa\n'), ended(1, 'impossible'))).toMatchObject({
      kind: 'wrong-bytes',
      offset: 2,
      received: { text: 'hoLa\n' },
    })
  })

  test('wrong bytes are not excused by a later crash', () => {
    const happenings = [received('chao\n'), ended(1, 'impossible'), stderr(traceback), exited(1)]
    expect(after(...happenings)).toMatchObject({ kind: 'wrong-bytes' })
  })

  test('a right beginning and then the end', () => {
    const end: Happening = { kind: 'fin', peer }
    expect(after(received('ho'), end, ended(1, 'impossible'))).toMatchObject({
      kind: 'missing-bytes',
      offset: 2,
      evidence: 'proved',
    })
    expect(after(received('ho'), ended(1, 'limit'))).toMatchObject({
      kind: 'missing-bytes',
      evidence: 'timed',
    })
  })

  test('closed or reset with nothing', () => {
    expect(after({ kind: 'fin', peer }, ended(1, 'impossible'))).toMatchObject({
      kind: 'closed-early',
      expected: { text: 'hola\n' },
    })
    expect(after({ kind: 'reset', peer }, ended(1, 'impossible'))).toMatchObject({ kind: 'reset' })
    const unread: Happening[] = [
      { kind: 'reset', peer },
      { ...blocked(1), unreadResets: 1 },
    ]
    expect(after(...unread, ended(1, 'impossible'))).toMatchObject({ kind: 'closed-early' })
  })

  test('reset in the accept queue of a program that has ended or stopped listening: refused', () => {
    const end: Happening[] = [{ kind: 'reset', peer }, ended(1, 'impossible')]
    const deaf = { ...observed(false), listening: false } as Happening
    expect(after(...end, exited(0))).toMatchObject({
      kind: 'refused',
      exit: { kind: 'code', code: 0 },
    })
    expect(after(deaf, ...end)).toEqual({ kind: 'refused', peer, evidence: 'proved' })
    const some = [received('ho'), ...end, exited(0)]
    expect(after(...some)).toMatchObject({ kind: 'reset', received: { text: 'ho' } })
  })

  test('a text that is somewhere in what came', () => {
    const somewhere: StepInput = {
      kind: 'expect',
      peer,
      expected: { kind: 'contains', data: 'hola' },
    }
    const head = [connected, ended(0)]
    const judged = (...more: Happening[]) => cause([connect, somewhere], [...head, ...more])
    expect(judged(received('¡hola!'), ended(1))).toMatchObject({ kind: 'pass' })
    expect(judged(received('ho la'), ended(1, 'limit'))).toMatchObject({
      kind: 'missing-bytes',
      offset: 2,
    })
  })

  test('nothing at all of a client, whose connection it is not to accept', () => {
    const moves = [
      { kind: 'accepted', peer } as const,
      ended(0),
      observed(false),
      ended(1, 'limit'),
    ]
    expect(cause([accept, expectHola], moves)).toMatchObject({ kind: 'no-answer' })
  })

  test('nothing at all: accepted or not makes the difference', () => {
    expect(after(observed(true), ended(1, 'limit'))).toMatchObject({
      kind: 'no-answer',
      unreadBytes: 3,
      limitMs: 5000,
    })
    expect(after(observed(false), ended(1, 'limit'))).toMatchObject({
      kind: 'never-accepted',
      waitingConnections: 2,
    })
    expect(after(ended(1, 'limit'))).toMatchObject({ kind: 'no-answer', unreadBytes: 0 })
  })

  test('a crash explains what is absent', () => {
    const end: Happening = { kind: 'reset', peer }
    expect(after(end, ended(1, 'impossible'), stderr(traceback), exited(1))).toMatchObject({
      kind: 'crashed',
      exception: 'ValueError: no',
      evidence: 'proved',
    })
    expect(after(end, ended(1, 'impossible'), killed('SIGSEGV'))).toMatchObject({
      kind: 'crashed',
      exit: { kind: 'signal', signal: 'SIGSEGV' },
    })
  })

  test('anything expects at least one byte and takes what came until then', () => {
    const steps = [connect, expectAny, expectHola]
    const happenings = [connected, ended(0), received('a'), ended(1), received('hola\n'), ended(2)]
    expect(judge(steps, happenings).kind).toBe('pass')
    const nothing = [connected, ended(0), { kind: 'fin', peer } as const, ended(1, 'impossible')]
    expect(cause([connect, expectAny], nothing)).toMatchObject({ kind: 'closed-early' })
  })

  test('an answer that comes after the limit is late', () => {
    const happenings = [observed(true), ended(1, 'limit'), received('hola\n')]
    expect(after(...happenings)).toMatchObject({ kind: 'no-answer' })
  })

  test('a peer that is not connected is told as such', () => {
    const happenings = [{ kind: 'refused', peer, code: 'x' } as const, ended(1, 'impossible')]
    const together: StepInput = { kind: 'connectTogether', peers: [peer, 'beto'] }
    expect(cause([together, expectHola], [ended(0), ...happenings])).toMatchObject({
      kind: 'refused',
    })
    expect(cause([together, close], [ended(0), ...happenings])).toMatchObject({ kind: 'refused' })
  })
})

describe('silence and close', () => {
  const head = [connected, ended(0), received('hola\n'), ended(1)]

  test('silence is proved by the end, timed by the limit, broken by a byte', () => {
    const steps = [connect, expectHola, silence]
    expect(judge(steps, [...head, { kind: 'fin', peer }, ended(2)])).toEqual({
      kind: 'pass',
      evidence: 'proved',
    })
    expect(judge(steps, [...head, ended(2, 'limit')])).toEqual({ kind: 'pass', evidence: 'timed' })
    expect(cause(steps, [...head, received('\n'), ended(2, 'impossible')])).toMatchObject({
      kind: 'extra-bytes',
      extra: { text: '\n' },
    })
  })

  test('how a connection ends', () => {
    const steps = [connect, expectHola, close]
    const fin: Happening = { kind: 'fin', peer }
    const reset: Happening = { kind: 'reset', peer }
    expect(judge(steps, [...head, fin, ended(2)]).kind).toBe('pass')
    expect(cause(steps, [...head, reset, ended(2, 'impossible')])).toMatchObject({ kind: 'reset' })
    expect(cause(steps, [...head, ended(2, 'limit')])).toMatchObject({ kind: 'did-not-close' })
    expect(cause(steps, [...head, received('x'), fin, ended(2)])).toMatchObject({
      kind: 'extra-bytes',
    })
    const either: StepInput = { kind: 'expectClose', peer, how: 'either', before: 'anything' }
    const lenient = [connect, expectHola, either]
    expect(judge(lenient, [...head, received('x'), reset, ended(2)]).kind).toBe('pass')
  })
})

describe('output and exit', () => {
  test('output that has the text, lacks it, or was cut short by a crash', () => {
    expect(judge([output], [stdout('muchas gracias'), ended(0)]).kind).toBe('pass')
    expect(cause([output], [stdout('gra\ncias'), ended(0, 'impossible'), exited(0)])).toMatchObject(
      {
        kind: 'wrong-output',
        found: 3,
      },
    )
    expect(cause([output], [stderr(traceback), ended(0, 'impossible'), exited(1)])).toMatchObject({
      kind: 'crashed',
    })
    const any: StepInput = { kind: 'expectOutput', expected: { kind: 'anything' } }
    expect(judge([any], [stderr('no'), ended(0)]).kind).toBe('pass')
    const silent = cause([any], [ended(0, 'impossible'), exited(0)])
    expect(silent).toMatchObject({ kind: 'wrong-output', found: 0 })
    expect(silent).not.toHaveProperty('expected')
  })

  test('of two streams the one that has more of the text is shown', () => {
    const exact: StepInput = { kind: 'expectOutput', expected: 'hola' }
    const shown = (...outputs: Happening[]) => cause([exact], [...outputs, ended(0, 'impossible')])
    const wrong = { kind: 'wrong-output', stream: 'either' }
    expect(shown(stdout('hox'), stderr('hx'))).toMatchObject({
      ...wrong,
      received: { text: 'hox' },
      found: 2,
    })
    expect(shown(stdout('x'), stderr('hol'))).toMatchObject({
      ...wrong,
      received: { text: 'hol' },
      found: 3,
    })
    expect(shown(stderr('no'))).toMatchObject({ ...wrong, received: { text: 'no' }, found: 0 })
    expect(shown(stdout('no'))).toMatchObject({ ...wrong, received: { text: 'no' }, found: 0 })
    expect(shown(stdout('x'), stderr('y'))).toMatchObject({ ...wrong, received: { text: 'x' } })
    expect(judge([exact], [stdout('x'), stderr('hola'), ended(0)]).kind).toBe('pass')
  })

  test('the end of the program', () => {
    expect(judge([exit], [exited(0), ended(0)]).kind).toBe('pass')
    expect(cause([exit], [exited(3), ended(0)])).toMatchObject({
      kind: 'wrong-exit-code',
      expected: 0,
    })
    expect(cause([exit], [ended(0, 'limit')])).toMatchObject({ kind: 'did-not-exit' })
    expect(cause([exit], [ended(0, 'limit'), exited(0)])).toMatchObject({ kind: 'did-not-exit' })
    expect(cause([exit], [killed('SIGABRT'), ended(0)])).toMatchObject({ kind: 'crashed' })
  })

  test('any code will do, but no crash; unless crashes are allowed', () => {
    const any: StepInput = { kind: 'expectExit' }
    expect(judge([any], [exited(7), ended(0)]).kind).toBe('pass')
    expect(cause([any], [stderr(traceback), exited(1), ended(0)])).toMatchObject({
      kind: 'crashed',
    })
    const allowed: StepInput = { kind: 'expectExit', crash: 'allowed' }
    expect(judge([allowed], [killed('SIGSEGV'), ended(0)]).kind).toBe('pass')
  })

  test('a signal that the scenario sent is no crash', () => {
    const steps: StepInput[] = [{ kind: 'signal', signal: 'SIGTERM' }, { kind: 'expectExit' }]
    const sent: Happening = { kind: 'signalled', signal: 'SIGTERM' }
    expect(judge(steps, [sent, ended(0), killed('SIGTERM'), ended(1)]).kind).toBe('pass')
  })
})

describe('what is left of peers that have gone', () => {
  const noLeak: StepInput = { kind: 'expectNoLeak' }
  const resources = (halfClosed: number): Happening => ({
    kind: 'resources',
    step: 0,
    socketsBefore: 4,
    sockets: 6,
    peersGone: 2,
    halfClosed,
  })
  const closed = (name: string, how: 'half' | 'fin' | 'reset'): Happening => ({
    kind: 'closed',
    peer: name,
    how,
  })
  const leak = (...happenings: Happening[]) => cause([noLeak], happenings)

  test('nothing', () => {
    expect(judge([noLeak], [resources(0), ended(0)])).toEqual({ kind: 'pass', evidence: 'proved' })
  })

  test('nobody looked', () => {
    expect(judge([noLeak], [ended(0, 'limit')]).kind).toBe('unjudged')
  })

  test('descriptors', () => {
    expect(leak(resources(0), ended(0, 'settled'))).toEqual({
      kind: 'leaks-descriptors',
      before: 4,
      after: 6,
      peersGone: 2,
      evidence: 'proved',
    })
    expect(leak(resources(0), ended(0, 'limit'))).toMatchObject({
      kind: 'leaks-descriptors',
      evidence: 'timed',
    })
  })

  test('connections in CLOSE_WAIT, with the name of the first when it is known', () => {
    const both = [closed('ana', 'half'), closed('ana', 'fin'), closed('beto', 'fin')]
    const end = ended(0, 'settled')
    expect(leak(...both, resources(2), end)).toMatchObject({ kind: 'never-closes', peer: 'ana' })
    expect(leak(...both, resources(1), end)).toMatchObject({ kind: 'never-closes', peer: '' })
    const one = [closed('beto', 'fin'), closed('ana', 'reset'), resources(1), end]
    expect(leak(...one)).toMatchObject({ kind: 'never-closes', peer: 'beto' })
  })

  test('a crash explains it', () => {
    expect(leak(resources(0), ended(0, 'limit'), killed('SIGSEGV'))).toMatchObject({
      kind: 'crashed',
    })
  })
})

describe('how a wait ended', () => {
  test.each<[string, StepInput, string, number | undefined]>([
    ['an answer', expectHola, 'no-answer', 5000],
    ['an end', close, 'did-not-close', 5000],
    ['output', output, 'wrong-output', undefined],
    ['the end of the program', exit, 'did-not-exit', 5000],
  ])('for %s: a limit is told and leaves doubt, a proof has no limit', (_, step, kind, limitMs) => {
    const head = [connected, ended(0)]
    const timed = cause([connect, step], [...head, ended(1, 'limit')])
    expect(timed).toMatchObject({ kind, evidence: 'timed' })
    expect('limitMs' in timed ? timed.limitMs : undefined).toBe(limitMs)
    const proved = cause([connect, step], [...head, ended(1, 'settled')])
    expect(proved).toMatchObject({ kind, evidence: 'proved' })
    expect(proved).not.toHaveProperty('limitMs')
  })

  test('a client program is proved never to connect, and a server never to accept', () => {
    expect(cause([accept], [ended(0, 'settled')])).toEqual({
      kind: 'never-connected',
      peer,
      evidence: 'proved',
    })
    const happenings = [connected, ended(0), observed(false), ended(1, 'settled')]
    expect(cause([connect, expectHola], happenings)).toEqual({
      kind: 'never-accepted',
      peer,
      waitingConnections: 2,
      evidence: 'proved',
    })
  })

  test('a silence that is settled is proved', () => {
    const happenings = [connected, ended(0), ended(1, 'settled')]
    expect(judge([connect, silence], happenings)).toEqual({ kind: 'pass', evidence: 'proved' })
  })

  test('a machine that was too busy decides nothing, but what was seen does', () => {
    const head = [connected, ended(0)]
    expect(judge([connect, expectHola], [...head, ended(1, 'overloaded')])).toEqual({
      kind: 'unjudged',
      because: 'overloaded',
    })
    const crash = [...head, ended(1, 'overloaded'), killed('SIGSEGV')]
    expect(cause([connect, expectHola], crash)).toMatchObject({
      kind: 'crashed',
      evidence: 'proved',
    })
  })
})

describe('what nobody loses a point for', () => {
  test('a fault of the harness', () => {
    expect(judge([connect], [{ kind: 'fault', message: 'no space' }])).toEqual({
      kind: 'unjudged',
      because: 'harness-fault',
      detail: 'no space',
    })
  })

  test('a scenario that was not played to its end', () => {
    expect(judge([connect, expectHola], [connected, ended(0)])).toEqual({
      kind: 'unjudged',
      because: 'scenario-changed',
    })
  })

  test('a connection that the kernel has forgotten', () => {
    const forgotten = { ...observed(false), known: false } as Happening
    const steps = [connect, expectHola]
    expect(judge(steps, [connected, ended(0), forgotten, ended(1, 'limit')])).toEqual({
      kind: 'unjudged',
      because: 'lost-by-kernel',
    })
  })

  test('a call that SIGCONT interrupted', () => {
    const steps: StepInput[] = [{ kind: 'freeze' }, { kind: 'thaw' }, exit]
    const happenings: Happening[] = [
      { kind: 'frozen' },
      ended(0),
      { kind: 'thawed' },
      ended(1),
      stderr('epoll_wait: Interrupted system call\n'),
      exited(1),
      ended(2),
    ]
    expect(judge(steps, happenings)).toEqual({ kind: 'unjudged', because: 'interrupted-call' })
  })
})

test('evidence is as weak as that of the piece of which least was seen', () => {
  const steps: StepInput[] = [accept, { kind: 'send', peer, data: 'ab' }]
  const sent = (apart: 'proved' | 'timed' | 'attempted'): Happening => ({
    kind: 'sent',
    peer,
    bytes: 1,
    further: true,
    apart,
  })
  const head: Happening[] = [{ kind: 'accepted', peer }, ended(0)]
  const evidence = (...happenings: Happening[]) => judge(steps, [...head, ...happenings, ended(1)])
  const passed = (how: string) => ({ kind: 'pass', evidence: how })
  expect(evidence(sent('proved'))).toEqual(passed('proved'))
  expect(evidence(sent('timed'), sent('proved'))).toEqual(passed('timed'))
  expect(evidence(sent('timed'), sent('attempted'), sent('proved'))).toEqual(passed('attempted'))
})

test('evidence is proved when a limit passed for something that came after all', () => {
  const happenings = [connected, ended(0), received('hola\n'), ended(1, 'limit')]
  expect(judge([connect, expectHola], happenings)).toEqual({ kind: 'pass', evidence: 'proved' })
})

describe('the circumstances', () => {
  const circumstances = (steps: readonly StepInput[], happenings: readonly Happening[]) => {
    const verdict = judge(steps, happenings)
    return verdict.kind === 'fail' ? verdict.circumstances : undefined
  }
  const steps = [connect, expectHola]
  const head = [connected, ended(0), observed(true)]

  test('say where the program waits at the step that failed', () => {
    const happenings = [...head, blocked(0), blocked(1, inRecv), ended(1, 'settled')]
    expect(circumstances(steps, happenings)).toEqual({ step: 1, seenAtMs: 5, waits: [inRecv] })
    expect(circumstances(steps, [...head, blocked(1), ended(1, 'limit')])).toEqual({
      step: 1,
      seenAtMs: 4,
    })
  })

  test('say nothing of waits of a program that has ended', () => {
    const happenings = [...head, blocked(1, inRecv), ended(1, 'limit'), exited(0)]
    expect(circumstances(steps, happenings)).toEqual({
      step: 1,
      seenAtMs: 4,
      exit: { kind: 'code', code: 0 },
    })
  })

  test.each<[string, Happening[]]>([
    ['of a crash', [{ kind: 'reset', peer }, ended(1, 'impossible'), killed('SIGSEGV')]],
    ['of SIGPIPE', [{ kind: 'reset', peer }, ended(1, 'impossible'), killed('SIGPIPE')]],
    ['of a refusal', [{ kind: 'refused', peer, code: 'x' }, ended(1, 'impossible'), exited(0)]],
  ])('leave out which step came next when the program was gone: %s', (_, happenings) => {
    const first = happenings[0]?.kind === 'refused' ? [ended(0)] : [connected, ended(0)]
    const together: StepInput = { kind: 'connectTogether', peers: [peer, 'beto'] }
    const found = circumstances([together, expectHola], [...first, ...happenings])
    expect(found).toHaveProperty('exit')
    expect(found).not.toHaveProperty('step')
    expect(found).not.toHaveProperty('waits')
  })

  test('of a program that did not begin have no step', () => {
    const unbuilt: Happening = { kind: 'build-failed', output: 'a.c:1: error' }
    expect(circumstances(steps, [unbuilt])).toEqual({})
  })
})

test('an exception is told without the folder of the run', () => {
  const folder = '/tmp/run-7'
  const words = `Traceback (most recent call last):\nFileNotFoundError: '${folder}/data.txt'\n`
  const verdict = judge([exit], [{ kind: 'started', folder }, stderr(words), exited(1), ended(0)])
  expect(verdict).toMatchObject({ cause: { exception: "FileNotFoundError: 'data.txt'" } })
})

test('the circumstances leave out the folder of the run, and most of a long error', () => {
  const folder = '/tmp/run-7'
  const long = Array.from({ length: 40 }, (_, line) => `${folder}/a.py line ${line}`).join('\n')
  const verdict = judge([exit], [{ kind: 'started', folder }, stderr(long), exited(2), ended(0)])
  const { circumstances } = verdict as Extract<typeof verdict, { kind: 'fail' }>
  expect(circumstances).toMatchObject({ step: 0, seenAtMs: 3, exit: { code: 2 } })
  expect(circumstances.stderrEnd?.split('\n')).toHaveLength(12)
  expect(circumstances.stderrEnd).not.toContain(folder)
})

describe('a fence and a drain', () => {
  const fence: StepInput = { kind: 'fence', peer, data: 'eco\n', expected: 'ECO\n' }
  const drain: StepInput = { kind: 'drain', peer }

  test('the answer must come next; what comes before it is too much', () => {
    const play = (words: string, end: 'met' | 'impossible') =>
      cause([connect, fence], [connected, ended(0), received(words), ended(1, end)])
    expect(play('ECO\n', 'met')).toEqual({ kind: 'pass', evidence: 'proved' })
    expect(play('hi\nECO\n', 'impossible')).toMatchObject({
      kind: 'extra-bytes',
      extra: text('hi\n'),
    })
    expect(play('ECHO\n', 'impossible')).toMatchObject({ kind: 'wrong-bytes', offset: 2 })
  })

  test('after a drain nothing may come but the end', () => {
    const fin: Happening = { kind: 'fin', peer }
    const play = (happenings: readonly Happening[], end: 'met' | 'settled') =>
      cause([connect, drain], [connected, ended(0), ...happenings, ended(1, end)])
    expect(play([fin], 'met')).toEqual({ kind: 'pass', evidence: 'proved' })
    expect(play([received('x'), fin], 'met')).toMatchObject({ kind: 'extra-bytes' })
    expect(play([], 'settled')).toMatchObject({ kind: 'did-not-close', evidence: 'proved' })
  })
})

describe('started again', () => {
  const restart: StepInput = { kind: 'restart' }
  const restarted = (...states: string[]): Happening => ({
    kind: 'restarted',
    held: states.map((state) => ({ peer, state })),
  })
  const listening = (...addresses: string[]): Happening => ({
    kind: 'listening',
    port: 9000,
    sockets: addresses.map((address) => ({ address, port: 9000, family: 'ipv4' as const })),
  })
  const deaf: Happening = { kind: 'not-listening', port: 9000, sockets: [], overloaded: false }
  const late: Happening = { ...deaf, limitMs: 10_000 }
  const before = [listening('0.0.0.0'), connected, ended(0)]
  const inUse = stderr('bind: Address already in use\n')
  /** The end of a play whose program was started again, with this after it. */
  const then = (...happenings: Happening[]) => cause([connect, restart], [...before, ...happenings])

  test('it listens again', () => {
    const happenings = [...before, restarted('fin-wait-2'), listening('0.0.0.0'), ended(1)]
    expect(judge([connect, restart], happenings)).toEqual({ kind: 'pass', evidence: 'proved' })
  })

  test('its port is held: the kernel shows it, or it says so itself', () => {
    const held = [{ peer, state: 'fin-wait-2' }]
    expect(then(restarted('fin-wait-2'), exited(1), deaf, ended(1, 'impossible'))).toEqual({
      kind: 'port-still-held',
      port: 9000,
      held,
      exit: { kind: 'code', code: 1 },
      evidence: 'proved',
    })
    expect(then(restarted(), inUse, exited(1), deaf, ended(1, 'impossible'))).toMatchObject({
      kind: 'port-still-held',
      held: [],
    })
    expect(then(restarted('time-wait'), late, ended(1, 'limit'))).toMatchObject({
      kind: 'port-still-held',
      limitMs: 10_000,
      evidence: 'timed',
    })
    expect(then(restarted('time-wait'), deaf, ended(1, 'settled'))).toMatchObject({
      kind: 'port-still-held',
      evidence: 'proved',
    })
  })

  test('over IPv6 it listens for IPv4 now', () => {
    const sockets = [{ address: '0.0.0.0', port: 9000, family: 'ipv4' as const }]
    const over: Happening = { ...deaf, sockets, family: 'ipv6' }
    const elsewhere = { kind: 'listens-elsewhere', sockets, family: 'ipv6' }
    expect(then(restarted(), over, ended(1, 'settled'))).toMatchObject(elsewhere)
    expect(cause([connect], [over])).toMatchObject(elsewhere)
  })

  test('the port of a program that may choose it is the one that it had', () => {
    const anywhere: Happening = { ...deaf, port: 0 }
    expect(then(restarted('time-wait'), exited(1), anywhere, ended(1, 'impossible'))).toMatchObject(
      {
        kind: 'port-still-held',
        port: 9000,
      },
    )
  })

  test.each([
    'OSError: [Errno 98] Address already in use',
    'Error: listen EADDRINUSE: address already in use :::9000',
    'java.net.BindException: Address already in use',
    'Os { code: 98, kind: AddrInUse, message: "Address in use" }',
  ])('words for it: %s', (words) => {
    const told = [stdout(words), exited(0), deaf, ended(1, 'impossible')]
    expect(then(restarted(), ...told)).toMatchObject({ kind: 'port-still-held' })
  })

  test('another reason, although the kernel still has its connections', () => {
    const died = [stderr(traceback), exited(1), deaf, ended(1, 'impossible')]
    expect(then(restarted('fin-wait-2'), ...died)).toMatchObject({
      kind: 'did-not-start',
      again: true,
      exit: { kind: 'code', code: 1 },
    })
    const sockets = [{ address: '0.0.0.0', port: 9001, family: 'ipv4' as const }]
    expect(then(restarted(), { ...deaf, sockets }, ended(1, 'settled'))).toMatchObject({
      kind: 'listens-elsewhere',
      sockets,
    })
    expect(then(restarted(), deaf, ended(1, 'settled'))).toMatchObject({ kind: 'did-not-start' })
  })

  test('where nothing is seen of the kernel, what it says counts', () => {
    const unseen = [restarted(), listening(), ended(1)]
    expect(then(...unseen, inUse, exited(1))).toMatchObject({ kind: 'port-still-held', port: 9000 })
    expect(judge([connect, restart], [...before, ...unseen]).kind).toBe('pass')
  })

  test('a machine that is too busy decides nothing', () => {
    const busy: Happening = { ...late, overloaded: true }
    expect(then(restarted('time-wait'), busy, ended(1, 'overloaded'))).toMatchObject({
      kind: 'unjudged',
      because: 'overloaded',
    })
  })

  test('how it ended before, and what it wrote, is forgotten', () => {
    const first = [...before, stdout('gracias'), stderr(traceback), exited(1), restarted()]
    const steps = [connect, restart, output]
    const happenings = [...first, listening('0.0.0.0'), ended(1), ended(2, 'settled')]
    expect(cause(steps, happenings)).toMatchObject({
      kind: 'wrong-output',
      received: { text: '' },
    })
    const verdict = judge(steps, happenings)
    expect(verdict.kind === 'fail' && verdict.circumstances).toEqual({
      step: 2,
      seenAtMs: expect.any(Number),
    })
    const again = [...first, listening('0.0.0.0'), ended(1), stdout('gracias'), ended(2)]
    expect(judge(steps, again).kind).toBe('pass')
    expect(
      cause([connect, output, restart], [...first.slice(0, 3), exited(3), ended(1, 'impossible')]),
    ).toMatchObject({ kind: 'wrong-output' })
  })
})

describe('a message', () => {
  const framing = { kind: 'length-prefixed', bytes: 1, endian: 'big' } as const
  const six = { kind: 'message', framing, data: { kind: 'json', value: 6 } } as const
  const expectSix: StepInput = { kind: 'expect', peer, expected: six }
  const played = (...more: readonly Happening[]) =>
    judge([connect, expectSix], [connected, ended(0), ...more])
  const wrong = { kind: 'wrong-message', peer, expected: text('6') }

  test('that is JSON with the right value', () => {
    expect(played(received('\u00036.0'), ended(1))).toMatchObject({ kind: 'pass' })
  })

  test.each([
    ['\u00017', { fault: 'differs', received: text('7'), path: '' }],
    ['\u0002no', { fault: 'not-json', received: text('no') }],
    ['\u00026', { fault: 'cut-short', received: text('6'), announced: 2 }],
  ])('%j', (words, more) => {
    const verdict = played(received(words), ended(1, 'settled'))
    expect(verdict).toMatchObject({ kind: 'fail', cause: { ...wrong, ...more } })
  })

  test('that a reset cuts off', () => {
    const verdict = played(received('\u00026'), { kind: 'reset', peer }, ended(1, 'impossible'))
    expect(verdict).toMatchObject({ kind: 'fail', cause: { kind: 'reset' } })
  })

  test('that never comes shows what should be in it', () => {
    const verdict = played(ended(1, 'settled'))
    expect(verdict).toMatchObject({ cause: { kind: 'no-answer', expected: text('6') } })
  })
})

test.each([
  [0, 'fail'],
  [3, 'pass'],
])('a failure ends with another code than 0: %i is a %s', (code, kind) => {
  const failure: StepInput = { kind: 'expectExit', code: 'failure' }
  expect(judge([failure], [exited(code), ended(0)])).toMatchObject({ kind })
})
