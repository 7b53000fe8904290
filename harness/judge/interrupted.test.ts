import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, Happening } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

const peer = 'ana'
const steps: readonly StepInput[] = [
  { kind: 'connect', peer },
  { kind: 'freeze' },
  { kind: 'thaw' },
  { kind: 'expect', peer, expected: 'a\n' },
]
const ended = (step: number, end: 'met' | 'impossible' | 'limit' = 'met'): Happening => ({
  kind: 'step-ended',
  step,
  end,
})
const exited = (code: number): Happening => ({ kind: 'exited', exit: { kind: 'code', code } })
const crashed: Happening = { kind: 'exited', exit: { kind: 'signal', signal: 'SIGSEGV' } }
const aborted: Happening = { kind: 'exited', exit: { kind: 'signal', signal: 'SIGABRT' } }
const fin: Happening = { kind: 'fin', peer }
const waits = (call: string): Happening => ({
  kind: 'blocked',
  step: 3,
  threads: [{ call, wakes: 'never', peers: [], listener: false, input: false }],
  ranMs: 0,
  starvedMs: 0,
  elapsedMs: 1,
  unreadResets: 0,
})
const told: Happening = { kind: 'output', stream: 'stderr', data: { text: 'recv: EINTR\n' } }

function judge(interrupts: boolean, then: readonly Happening[]) {
  const happened: readonly Happening[] = [
    { kind: 'connected', peer },
    ended(0),
    { kind: 'frozen', ...(interrupts && { interrupts: ['epoll_wait'] }) },
    ended(1),
    { kind: 'thawed' },
    ended(2),
    ...then,
    ended(3, then.some(({ kind }) => kind === 'fin') ? 'impossible' : 'limit'),
  ]
  const events = happened.map((one, atMs): Event => ({ ...one, atMs }))
  const parsed = steps.map((step) => Step.parse(step))
  return judgePlay({ steps: parsed, framing: { kind: 'lines', end: '\n' } }, { events })
}

const open = { kind: 'unjudged', because: 'interrupted-call' }

describe('a program that waited in a call which a stop ends', () => {
  test.each([
    ['closes', [fin]],
    ['ends', [fin, exited(1)]],
    ['says so and ends', [told, fin, exited(1)]],
    ['gives up', [fin, aborted]],
    ['is silent', []],
    ['is silent, and waits elsewhere', [waits('accept')]],
  ])('and that %s is not to blame', (_name, then) => {
    expect(judge(true, then)).toMatchObject(open)
  })

  test.each([
    ['crashes', [fin, crashed]],
    ['is silent, and waits there again', [waits('epoll_wait')]],
  ])('and that %s is', (_name, then) => {
    expect(judge(true, then)).toMatchObject({ kind: 'fail' })
  })
})

test('one that waited in another call is to blame, unless it says that it was interrupted', () => {
  expect(judge(false, [fin])).toMatchObject({ cause: { kind: 'closed-early' } })
  expect(judge(false, [fin, exited(1)])).toMatchObject({ kind: 'fail' })
  expect(judge(false, [told, fin, exited(1)])).toMatchObject(open)
})
