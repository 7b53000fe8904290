import { describe, expect, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { childrenOf, commandLine, isAlive } from '../kernel/processes.ts'
import { prepareTerminal } from '../lab/terminal.ts'
import { pollUntil } from '../lib/poll.ts'
import { start as begin } from './test-start.ts'

const bounds = { limitMs: 10_000, signal: new AbortController().signal }
const limits = Limits.parse({})
const prepared = await prepareTerminal(bounds)

async function start(command: readonly [string, ...string[]], ownLimits = limits) {
  if (prepared.kind === 'missing') throw new Error(prepared.because)
  const run = await begin(command, ownLimits, { keeper: prepared.keeper, user: undefined })
  const shown = () => run.output('stdout')
  const shows = (text: string) => pollUntil(() => shown() === text, bounds)
  const type = (text: string, then: 'hold' | 'end' = 'hold') =>
    run.program.write(Buffer.from(text), then)
  return { ...run, shown, shows, type }
}

/** Processes of ours that keep terminals. */
const keepers = () =>
  childrenOf(process.pid).filter((pid) => isAlive(pid) && commandLine(pid).includes(' keep '))

const sh = (script: string, ownLimits = limits) => start(['/bin/sh', '-c', script], ownLimits)
const python = (script: string) => start(['python3', '-c', script])

describe('what a program finds', () => {
  test('all three streams are one terminal, which is that of its session', async () => {
    const run = await sh(
      'for fd in 0 1 2; do test -t $fd && echo $fd; done; tty | sed s/[0-9]*$//; echo no >&2; echo yes > /dev/tty; stty size',
    )
    await using _ = run.program
    await run.ended()
    expect(run.shown()).toBe('0\n1\n2\n/dev/pts/\nno\nyes\n24 80\n')
    expect(run.heard[0]).toMatchObject({ kind: 'started', terminal: true })
    expect(run.heard.at(-1)).toEqual({ kind: 'exited', exit: { kind: 'code', code: 0 } })
  })

  test('what is typed is not echoed, and newlines stay what they are', async () => {
    const run = await sh(String.raw`read line; printf 'got %s\nand\r\n' "$line"`)
    await using _ = run.program
    run.type('ñandú\n')
    await run.ended()
    expect(run.shown()).toBe('got ñandú\nand\r\n')
  })

  test('a prompt without a newline comes before anything is typed', async () => {
    const run = await python('print("hola", input("who? "))')
    await using _ = run.program
    expect(await run.shows('who? ')).toBe('met')
    run.type('ana\n')
    await run.ended()
    expect(run.shown()).toBe('who? hola ana\n')
  })
})

describe('the end of what is typed', () => {
  test.each([
    ['nothing', '', "''"],
    ['whole lines', 'uno\ndos\n', String.raw`'uno\ndos\n'`],
    ['a line that does not end', 'uno\ndos', String.raw`'uno\ndos'`],
  ])('is seen after %s', async (_name, text, read) => {
    const run = await python('import sys; print(repr(sys.stdin.read()))')
    await using _ = run.program
    run.type(text, 'end')
    await run.ended()
    expect(run.shown()).toBe(`${read}\n`)
  })

  test('comes after more than a terminal takes at once', async () => {
    const run = await sh('sleep 0.3; wc -c')
    await using _ = run.program
    run.type('0123456\n'.repeat(20_000), 'end')
    await run.ended()
    expect(run.shown()).toBe('160000\n')
  })
})

describe('the end of a program', () => {
  test.each([
    ['exit 0', { kind: 'code', code: 0 }],
    ['exit 130', { kind: 'code', code: 130 }],
    ['exit 255', { kind: 'code', code: 255 }],
    ['kill -KILL $$', { kind: 'signal', signal: 'SIGKILL' }],
    ['kill -SEGV $$', { kind: 'signal', signal: 'SIGSEGV' }],
  ] as const)('%s arrives as it is, after all output', async (script, exit) => {
    const run = await sh(`seq 20000; ${script}`)
    await using program = run.program
    await run.ended()
    expect(program.exit()).toEqual(exit)
    expect(run.shown().split('\n')).toHaveLength(20_001)
    expect(run.heard.at(-1)).toEqual({ kind: 'exited', exit })
  })

  test('is its own doing, also when it has let go of its terminal, which it may take up again', async () => {
    const run = await sh('exec 0<&- 1<&- 2<&-; sleep 0.1; echo back > /dev/tty; sleep 0.1; exit 5')
    await using program = run.program
    await run.ended()
    expect(program.exit()).toEqual({ kind: 'code', code: 5 })
    expect(run.shown()).toBe('back\n')
  })

  test('Ctrl-C is an interrupt, and takes nothing away that was shown or typed', async () => {
    const run = await sh('trap "cat; exit 3" INT; echo waiting; while :; do sleep 0.01; done')
    await using program = run.program
    await run.shows('waiting\n')
    run.type('before\n\u0003', 'end')
    await run.ended()
    expect(run.shown()).toBe('waiting\nbefore\n')
    expect(program.exit()).toEqual({ kind: 'code', code: 3 })
  })

  test('Ctrl-C ends who does not catch it', async () => {
    const run = await sh('echo waiting; read x')
    await using program = run.program
    await run.shows('waiting\n')
    run.type('\u0003')
    await run.ended()
    expect(program.exit()).toEqual({ kind: 'signal', signal: 'SIGINT' })
  })

  test('a flood is drained and ended', async () => {
    const few = { ...limits, outputBytesMax: 1000, floodBytesMax: 3_000_000 }
    const run = await sh('yes', few)
    await using program = run.program
    await run.ended()
    expect(program.exit()).toEqual({ kind: 'signal', signal: 'SIGKILL' })
    expect(run.shown()).toHaveLength(1000)
    expect(run.heard.filter(({ kind }) => kind === 'over-limit')).toHaveLength(1)
  })
})

test('all that was written before the end comes before it, also where a daemon stays', async () => {
  const run = await sh('setsid sleep 500 & seq 30000; exit 4')
  await using _ = run.program
  await run.ended()
  expect(run.shown().split('\n')).toHaveLength(30_001)
  expect(run.heard.at(-1)).toEqual({ kind: 'exited', exit: { kind: 'code', code: 4 } })
})

describe('nothing is left behind', () => {
  test('of a program that has children, a session of its own and a daemon', async () => {
    const run = await sh(
      'sleep 500 & setsid sleep 500 & (setsid sh -c "sleep 500 & sleep 500" &); sleep 500',
    )
    const { program } = run
    await pollUntil(() => program.processes().length >= 6, bounds)
    const all = program.processes()
    const [keeper] = keepers()
    expect(all).not.toContain(keeper!)
    await program[Symbol.asyncDispose]()
    expect(all.length).toBeGreaterThanOrEqual(6)
    expect(all.filter(isAlive)).toEqual([])
    expect(keepers()).toEqual([])
  })

  test('of one whose daemon keeps the terminal', async () => {
    const run = await sh('trap "" HUP; (setsid sh -c "echo daemon; sleep 500" &); exit 4')
    const { program } = run
    await run.ended()
    expect(program.exit()).toEqual({ kind: 'code', code: 4 })
    await run.shows('daemon\n')
    const all = program.processes()
    expect(all.length).toBeGreaterThan(0)
    await program[Symbol.asyncDispose]()
    expect(all.filter(isAlive)).toEqual([])
    expect(keepers()).toEqual([])
  })
})

test('what cannot be started is said to be so, and leaves nothing', async () => {
  await expect(start(['/no/such/program'])).rejects.toThrow('could not be started')
  expect(keepers()).toEqual([])
})
