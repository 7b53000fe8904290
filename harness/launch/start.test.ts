import { describe, expect, test } from 'vitest'
import { Limits } from '../config/limits.ts'
import { isAlive } from '../kernel/processes.ts'
import { listeningSockets } from '../kernel/listening.ts'
import { pollUntil } from '../lib/poll.ts'
import { waitUntilListening } from './ready.ts'
import { waitUntilSettled } from './settle.ts'
import { start } from './test-start.ts'

const bounds = { limitMs: 10_000, signal: new AbortController().signal }
const limits = Limits.parse({})

const sh = (script: string) => start(['/bin/sh', '-c', script])

test('output and exit are told, the exit last', async () => {
  const run = await sh('echo out; echo err >&2; exit 3')
  await using program = run.program
  await run.ended()
  expect(run.output('stdout')).toBe('out\n')
  expect(run.output('stderr')).toBe('err\n')
  expect(program.exit()).toEqual({ kind: 'code', code: 3 })
  expect(run.heard.at(-1)).toEqual({ kind: 'exited', exit: { kind: 'code', code: 3 } })
})

test('standard streams are real pipes', async () => {
  const run = await sh(
    'for fd in 0 1 2; do test -p /dev/fd/$fd && echo pipe; done; echo again > /dev/stdout',
  )
  await using _ = run.program
  await run.ended()
  expect(run.output('stdout')).toBe('pipe\npipe\npipe\nagain\n')
})

test('standard input is open and silent, takes lines, and ends when told', async () => {
  const run = await sh('read first; echo "got $first"; cat; echo end')
  await using program = run.program
  expect(await waitUntilSettled(program, bounds)).toBe('met')
  expect(run.output('stdout')).toBe('')
  program.write(Buffer.from('hola\n'), 'hold')
  await pollUntil(() => run.output('stdout') === 'got hola\n', bounds)
  program.write(Buffer.from('más\n'), 'end')
  await run.ended()
  expect(run.output('stdout')).toBe('got hola\nmás\nend\n')
})

test('only what is allowed is in the environment', async () => {
  process.env['ENCHUFE_TEST_SECRET'] = 'token'
  const run = await sh('env')
  await using _ = run.program
  await run.ended()
  expect(run.output('stdout')).toContain('LANG=C.UTF-8')
  expect(run.output('stdout')).not.toContain('token')
  expect(run.output('stdout')).not.toContain('node_modules')
})

test('output beyond the cap is drained, not kept, and the program goes on', async () => {
  const few = { ...limits, outputBytesMax: 1000 }
  const run = await start(['/bin/sh', '-c', 'head -c 5000000 /dev/zero; exit 4'], few)
  await using program = run.program
  await run.ended()
  expect(program.exit()).toEqual({ kind: 'code', code: 4 })
  expect(run.output('stdout')).toHaveLength(1000)
  expect(run.heard.filter(({ kind }) => kind === 'output-capped')).toHaveLength(1)
})

test('every process is ended: children, a session of its own, a daemon that forgot its parent', async () => {
  const run = await sh(
    'sleep 500 & setsid sleep 500 & (setsid sh -c "sleep 500 & sleep 500" &); sleep 500',
  )
  const { program } = run
  await pollUntil(() => program.processes().length >= 6, bounds)
  const all = program.processes()
  await program[Symbol.asyncDispose]()
  expect(all.length).toBeGreaterThanOrEqual(6)
  expect(all.filter(isAlive)).toEqual([])
  expect(program.exit()).toEqual({ kind: 'signal', signal: 'SIGKILL' })
})

test('a daemon that keeps the output open does not hide the exit', async () => {
  const run = await sh('setsid sleep 500 & echo started; exit 0')
  await using program = run.program
  expect(await run.ended()).toBe('met')
  expect(program.exit()).toEqual({ kind: 'code', code: 0 })
})

test('freeze stops every process and thaw lets them go on', async () => {
  const run = await sh('sh -c "while read line; do echo $line; done" ')
  await using program = run.program
  await waitUntilSettled(program, bounds)
  await program.freeze(bounds.signal, false)
  program.write(Buffer.from('x\n'), 'hold')
  expect(run.output('stdout')).toBe('')
  program.thaw()
  expect(await pollUntil(() => run.output('stdout') !== '', bounds)).toBe('met')
})

test("a missing interpreter is named, and is not the student's fault", async () => {
  await expect(start(['/no/such/interpreter'])).rejects.toThrow(
    /"\/no\/such\/interpreter" could not/,
  )
})

test('listening is read from the kernel, with address and owner, and costs no connection', async () => {
  const script = `
import socket, sys, time
server = socket.socket()
server.bind(('127.0.0.1', 0))
server.listen()
server.settimeout(2)
try:
    server.accept()
    print('somebody connected')
except TimeoutError:
    print('nobody connected')
`
  const run = await start(['python3', '-c', script])
  await using program = run.program
  const rule = { given: 'discovered' } as const
  const ready = await waitUntilListening(program, { rule, port: 0 }, bounds)
  expect(ready).toMatchObject({ kind: 'listening', sockets: [{ address: '127.0.0.1' }] })
  expect(listeningSockets(() => [process.pid])).toEqual([])
  await run.ended()
  expect(run.output('stdout')).toBe('nobody connected\n')
})

test('a program that ends before it listens is told apart from one that is late', async () => {
  const run = await sh('exit 1')
  await using program = run.program
  const target = { rule: { given: 'fixed', port: 9 }, port: 9 } as const
  expect(await waitUntilListening(program, target, bounds)).toEqual({
    kind: 'not-listening',
    sockets: [],
    settled: false,
    overloaded: false,
  })
})

describe('a program that never listens', () => {
  const target = { rule: { given: 'fixed', port: 9 }, port: 9 } as const
  const deaf = { kind: 'not-listening' }

  test.each([
    ['that waits for good', ['python3', '-c', 'import signal; signal.pause()'], true],
    ['that sleeps for a while', ['sleep', '100'], false],
    ['that is busy', ['python3', '-c', 'while True: pass'], false],
  ] as const)('%s is waited for no longer than needed', async (_name, command, settled) => {
    const run = await start([...command])
    await using program = run.program
    const wait = { ...bounds, limitMs: settled ? bounds.limitMs : 500, provable: 'all' as const }
    const ready = await waitUntilListening(program, target, wait)
    expect(ready).toMatchObject({ ...deaf, settled })
  })

  test('is given the whole limit when it is not believed', async () => {
    const run = await start(['python3', '-c', 'import signal; signal.pause()'])
    await using program = run.program
    const ready = await waitUntilListening(program, target, { ...bounds, limitMs: 500 })
    expect(ready).toMatchObject({ ...deaf, settled: false })
  })
})
