import { describe, expect, test } from 'vitest'
import type { StepInput } from '../assignment/step.ts'
import { Limits } from '../config/limits.ts'
import { initialTrust } from '../grade/trust.ts'
import { buildText, stepEnds, type TestProgram } from './test-stage.ts'
import type { Trust } from './trust.ts'

/** Reads one line, then does `then` with it. The word in the comment is all that `named` adds. */
const reads = (then: string, named: string) => `
# ${named}
import socket, struct, sys, time
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    conn, _ = server.accept()
    line = b''
    while not line.endswith(b'\\n'):
        line += conn.recv(100)
${then.replaceAll(/^/gm, '    ')}
    conn.close()
`

/** The answer comes after this many milliseconds, by a timer that no call shows. */
const answersAfter = (ms: number, more = 'pass') => `
conn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('@ll', ${Math.floor(ms / 1000)}, ${(ms % 1000) * 1000}))
try:
    conn.recv(100)
except BlockingIOError:
    ${more}
    conn.sendall(line)
`
const neverAnswers = 'conn.recv(100)'

const line: readonly StepInput[] = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'a line\n' },
]
const isAnswered: StepInput = { kind: 'expect', peer: 'ana', expected: 'a line\n' }
const isSilent: StepInput = { kind: 'expectSilence', peer: 'ana' }

/** Plays steps to a fresh run of the program, and tells how the last one ended. */
async function lastEnd(program: TestProgram, trust: Trust, steps: readonly StepInput[]) {
  const limits = Limits.parse({ answerMs, silenceMs: answerMs })
  await using running = await program.start(limits)
  await using scene = running.open({ trust, steps })
  return stepEnds(await scene.play()).at(-1)!
}

const answerMs = 2000

test('a program that names none is believed after one whole limit', async () => {
  await using program = await buildText('server.py', reads(neverAnswers, ''))
  const trust = initialTrust(program.source, program.out)
  const first = await lastEnd(program, trust, [...line, isAnswered])
  expect(first.end).toBe('settled')
  expect(first.tookMs).toBeGreaterThanOrEqual(answerMs)
  expect(trust).toEqual({ kind: 'believed' })
  const second = await lastEnd(program, trust, [...line, isAnswered])
  expect(second.end).toBe('settled')
  expect(second.tookMs).toBeLessThan(answerMs)
})

describe('a program whose files name a timer that shows nowhere', () => {
  test('is judged by the clock when it has one', async () => {
    await using program = await buildText('server.py', reads(answersAfter(1000), ''))
    const trust = initialTrust(program.source, program.out)
    expect(trust).toEqual({ kind: 'unverified' })
    for (const kind of ['timed', 'timed'] as const) {
      expect(await lastEnd(program, trust, [...line, isAnswered])).toMatchObject({ end: 'met' })
      expect(trust).toEqual({ kind })
    }
  })

  test('is given the whole limit each time, and proved then, when none is running', async () => {
    await using program = await buildText('server.py', reads(neverAnswers, 'SO_RCVTIMEO'))
    const trust = initialTrust(program.source, program.out)
    for (const kind of ['unverified', 'unverified'] as const) {
      expect(trust).toEqual({ kind })
      const { end, tookMs } = await lastEnd(program, trust, [...line, isAnswered])
      expect(end).toBe('settled')
      expect(tookMs).toBeGreaterThanOrEqual(answerMs)
    }
  })

  test('is not believed for one request what another one shows', async () => {
    const body = `
if line == b'a line\\n': conn.recv(100)
${answersAfter(answerMs / 4)}
`
    await using program = await buildText('server.py', reads(body, ''))
    const trust = initialTrust(program.source, program.out)
    expect(await lastEnd(program, trust, [...line, isAnswered])).toMatchObject({ end: 'settled' })
    const other = line.map((step) => (step.kind === 'send' ? { ...step, data: 'other\n' } : step))
    const answered: StepInput = { kind: 'expect', peer: 'ana', expected: 'other\n' }
    expect(await lastEnd(program, trust, [...other, answered])).toMatchObject({ end: 'met' })
  })

  test('is not believed when it has so much as moved', async () => {
    const computes = 'while time.process_time() < 4: pass'
    const body = reads(answersAfter(answerMs / 2, computes), '')
    await using program = await buildText('server.py', body)
    const trust: Trust = { kind: 'unverified' }
    const { end } = await lastEnd(program, trust, [...line, isAnswered])
    expect(end).not.toBe('settled')
    expect(trust).toEqual({ kind: 'timed' })
  })

  test('teaches nothing where nothing is due', async () => {
    await using program = await buildText('server.py', reads(neverAnswers, 'setitimer'))
    const trust: Trust = { kind: 'unverified' }
    expect(await lastEnd(program, trust, [...line, isSilent])).toMatchObject({ end: 'limit' })
    expect(trust).toEqual({ kind: 'unverified' })
  })

  test('is found out by silence, too', async () => {
    await using program = await buildText('server.py', reads(answersAfter(1000), ''))
    const trust: Trust = { kind: 'unverified' }
    expect(await lastEnd(program, trust, [...line, isSilent])).toMatchObject({ end: 'impossible' })
    expect(trust).toEqual({ kind: 'timed' })
  })
})

test('a program that is judged by the clock is given the whole limit', async () => {
  await using program = await buildText('server.py', reads(neverAnswers, ''))
  expect(initialTrust(program.source, program.out)).toEqual({ kind: 'presumed' })
  const trust: Trust = { kind: 'timed' }
  const { end, tookMs } = await lastEnd(program, trust, [...line, isAnswered])
  expect(end).toBe('limit')
  expect(tookMs).toBeGreaterThanOrEqual(answerMs)
  expect(trust).toEqual({ kind: 'timed' })
})
