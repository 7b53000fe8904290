import { describe, expect, test } from 'vitest'
import { Step, type StepInput } from '../assignment/step.ts'
import type { Event, Happening } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

const text = (words: string) => ({ text: words })
const shown = (words: string): Happening => ({
  kind: 'output',
  stream: 'stdout',
  data: text(words),
})
const typed = (words: string): Happening => ({ kind: 'stdin', data: text(words), ended: false })
const killed = (signal: string): Happening => ({ kind: 'exited', exit: { kind: 'signal', signal } })
const ended: Happening = { kind: 'step-ended', step: 0, end: 'met' }
const exits: StepInput = { kind: 'expectExit' }

/** The verdict on one step, of a program in a terminal unless it is said to have pipes. */
function judge(step: StepInput, happened: readonly Happening[], streams = 'terminal') {
  const told = streams === 'terminal' ? { terminal: true as const } : {}
  const started: Happening = { kind: 'started', folder: '/here', ...told }
  const events = [started, ...happened].map((one, atMs): Event => ({ ...one, atMs }))
  const steps = [Step.parse(step)]
  return judgePlay({ steps, framing: { kind: 'lines', end: '\n' } }, { events })
}

describe('nothing is proved of what a terminal shows', () => {
  test('neither when it is right nor when it is wrong', () => {
    const prints: StepInput = { kind: 'expectOutput', expected: 'hola\n' }
    expect(judge(prints, [shown('hola\n'), ended])).toEqual({ kind: 'pass', evidence: 'timed' })
    expect(judge(prints, [shown('hola\n'), ended], 'pipes')).toMatchObject({ evidence: 'proved' })
    const wrong: Happening = { kind: 'step-ended', step: 0, end: 'impossible' }
    expect(judge(prints, [shown('adiós\n'), wrong])).toMatchObject({
      kind: 'fail',
      cause: { kind: 'wrong-output' },
      evidence: 'timed',
      circumstances: { terminalEnd: 'adiós' },
    })
  })

  test('what nobody could judge stays so', () => {
    const fault: Happening = { kind: 'fault', message: 'no' }
    expect(judge(exits, [fault])).toMatchObject({ kind: 'unjudged' })
  })
})

test('a crash shows in a terminal as elsewhere on standard error', () => {
  const traceback =
    'name? Traceback (most recent call last):\n  File "/here/a.py", line 1\nValueError: no\n'
  const exited: Happening = { kind: 'exited', exit: { kind: 'code', code: 1 } }
  expect(judge(exits, [shown(traceback), exited, ended])).toMatchObject({
    cause: { kind: 'crashed', exception: 'ValueError: no' },
    circumstances: { terminalEnd: expect.stringContaining('File "a.py", line 1') as unknown },
  })
})

describe('a signal that was typed is one that was sent', () => {
  test.each([
    ['SIGINT', 'a\u0003', 'pass'],
    ['SIGQUIT', '\u001C', 'pass'],
    ['SIGINT', '\u001C', 'fail'],
    ['SIGINT', '\n', 'fail'],
  ])('%s after %j: %s', (signal, keys, verdict) => {
    expect(judge(exits, [typed(keys), killed(signal), ended]).kind).toBe(verdict)
  })

  test('not where the streams are pipes', () => {
    expect(judge(exits, [typed('\u0003'), killed('SIGINT'), ended], 'pipes').kind).toBe('fail')
  })
})

describe('what moves the cursor shows something else than it writes', () => {
  const prints: StepInput = { kind: 'expectOutput', expected: 'name? ' }
  const limit: Happening = { kind: 'step-ended', step: 0, end: 'limit' }
  const readline = '\u001B[1G\u001B[0Jname? \u001B[7G'

  test.each([
    ['the prompt of Node’s readline', readline, 'unjudged'],
    ['the same where a terminal can do nothing', 'ana\r\n', 'unjudged'],
    ['an escape that has no end yet', 'name\u001B', 'unjudged'],
    ['another text', 'what? ', 'fail'],
    ['another text in colour', '\u001B[1;31mwhat? \u001B[m', 'fail'],
  ])('%s', (_name, words, verdict) => {
    expect(judge(prints, [shown(words), limit]).kind).toBe(verdict)
  })

  test('not in a pipe, not where it does what it should, and not where it ends', () => {
    expect(judge(prints, [shown(readline), limit], 'pipes').kind).toBe('fail')
    const contains: StepInput = {
      kind: 'expectOutput',
      expected: { kind: 'contains', data: 'name?' },
    }
    expect(judge(contains, [shown(readline), ended]).kind).toBe('pass')
    const crashed: Happening = { kind: 'exited', exit: { kind: 'signal', signal: 'SIGSEGV' } }
    expect(judge(prints, [shown(readline), crashed, limit])).toMatchObject({
      cause: { kind: 'crashed' },
    })
  })
})
