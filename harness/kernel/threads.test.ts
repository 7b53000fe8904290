import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest'
import { monotonicMs } from '../lib/clock.ts'
import { pollUntil } from '../lib/poll.ts'
import { listeningSockets } from './listening.ts'
import { hasInEnvironment, isAlive, processTree, readProcess } from './processes.ts'
import {
  haveTimers,
  readThreads,
  readWaits,
  stillPrint,
  type Thread,
  type WaitingThread,
} from './threads.ts'

const bounds = { limitMs: 30_000, signal: new AbortController().signal }
const folder = mkdtempSync(join(tmpdir(), 'enchufe-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isLinux = process.platform === 'linux'
const python = ask('python3', ['-c', 'import sys; print(sys.executable)'])
const hasC = ask('cc', ['--version']) !== ''
const hasJava = ask('javac', ['-version']) !== ''

/** What a command of the machine answers; empty when it does not have it. */
function ask(command: string, args: readonly string[]): string {
  try {
    return isLinux ? execFileSync(command, args, { encoding: 'utf8' }).trim() : ''
  } catch {
    return ''
  }
}

/** A program that runs until the test is over, with all its processes. */
function start(command: string, args: readonly string[]): { child: ChildProcess; pid: number } {
  const environment = { ...process.env, ENCHUFE_TEST: folder }
  const child = spawn(command, args, { detached: true, stdio: 'ignore', env: environment })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    const runs = child.exitCode === null && child.signalCode === null
    if (runs) process.kill(-child.pid!, 'SIGKILL')
    await ended
  })
  return { child, pid: child.pid! }
}

/** Where a thread should wait: its call, and for how long: from here on, or from its beginning. */
type Expected = readonly [
  call: WaitingThread['call'],
  ends: 'never' | 'unknown' | { readonly withinMs: number } | { readonly aheadMs: number },
]

/** Since it fell asleep at most. */
const lateMs = 29_000

function fits({ call, wakes }: WaitingThread, [expectedCall, ends]: Expected): boolean {
  if (call !== expectedCall) return false
  if (typeof ends === 'string') return wakes.kind === ends
  if ('withinMs' in ends) return wakes.kind === 'within' && wakes.ms === ends.withinMs
  if (wakes.kind !== 'at') return false
  const aheadMs = wakes.monotonicMs - monotonicMs()
  return aheadMs <= ends.aheadMs && aheadMs > ends.aheadMs - lateMs
}

/** Waits of a program that sleeps: between two looks in which nothing moved. */
function lookStill(pid: number): readonly WaitingThread[] | undefined {
  const threads = readThreads(processTree(pid))
  const before = stillPrint(threads)
  const waits = readWaits(threads)
  const after = stillPrint(readThreads(processTree(pid)))
  return before !== undefined && before === after ? waits : undefined
}

/** Until the program sleeps with exactly these waits, in any order. */
async function expectWaits(pid: number, expected: readonly Expected[]): Promise<void> {
  const waits = await untilStill(pid, (seen) => fitAll(seen, expected))
  expect({ waits, fit: fitAll(waits, expected) }).toMatchObject({ fit: true })
}

function fitAll(waits: readonly WaitingThread[], expected: readonly Expected[]): boolean {
  const left = [...expected]
  for (const wait of waits) {
    const index = left.findIndex((one) => fits(wait, one))
    if (index < 0) return false
    left.splice(index, 1)
  }
  return left.length === 0
}

/** arm64 has no pause: its libraries poll nothing. */
const pauseCall = process.arch === 'arm64' ? 'poll' : 'pause'

describe('Python', () => {
  test.for<readonly [name: string, script: string, expected: readonly Expected[]]>([
    ['recv', 'import socket; a, b = socket.socketpair(); a.recv(10)', [['recv', 'never']]],
    [
      'accept',
      'import socket; socket.create_server(("127.0.0.1", 0)).accept()',
      [['accept', 'never']],
    ],
    [
      'recv with settimeout',
      'import socket; a, b = socket.socketpair(); a.settimeout(25); a.recv(10)',
      [['poll', { withinMs: 25_000 }]],
    ],
    ['read', 'import os; r, w = os.pipe(); os.read(r, 10)', [['read', 'never']]],
    ['select', 'import select; select.select([], [], [])', [['select', 'never']]],
    [
      'select of 2.5 seconds again and again',
      'import select\nwhile True: select.select([], [], [], 2.5)',
      [['select', { withinMs: 2500 }]],
    ],
    ['poll', 'import select; select.poll().poll()', [['poll', 'never']]],
    [
      'poll with a timeout',
      'import select; select.poll().poll(50000)',
      [['poll', { withinMs: 50_000 }]],
    ],
    ['epoll', 'import select; select.epoll().poll()', [['epoll_wait', 'never']]],
    [
      'epoll with a timeout',
      'import select; select.epoll().poll(50)',
      [['epoll_wait', { withinMs: 50_000 }]],
    ],
    [
      'asyncio',
      'import asyncio; asyncio.new_event_loop().run_forever()',
      [['epoll_wait', 'never']],
    ],
    ['time.sleep', 'import time; time.sleep(1000)', [['sleep', { aheadMs: 1_000_000 }]]],
    [
      'threading.Event with a timeout',
      'import threading; threading.Event().wait(50)',
      [['futex', { aheadMs: 50_000 }]],
    ],
    ['queue.get', 'import queue; queue.Queue().get()', [['futex', 'never']]],
    [
      'two threads',
      `
import socket, threading
threading.Thread(target=threading.Event().wait, args=[50]).start()
a, b = socket.socketpair()
a.recv(10)
`,
      [
        ['recv', 'never'],
        ['futex', { aheadMs: 50_000 }],
      ],
    ],
    ['signal.pause', 'import signal; signal.pause()', [[pauseCall, 'never']]],
    [
      'sigtimedwait',
      'import signal; signal.sigtimedwait([signal.SIGUSR1], 50)',
      [['sigwait', { withinMs: 50_000 }]],
    ],
    ['sigwait', 'import signal; signal.sigwait([signal.SIGUSR1])', [['sigwait', 'never']]],
    [
      'os.wait',
      `
import os, signal
if os.fork() == 0: signal.pause()
os.wait()
`,
      [
        ['wait', 'never'],
        [pauseCall, 'never'],
      ],
    ],
    [
      'subprocess',
      'import subprocess; subprocess.run(["sleep", "1000"])',
      [
        ['wait', 'never'],
        ['sleep', { withinMs: 1_000_000 }],
      ],
    ],
    [
      'flock',
      `
import fcntl, tempfile
held = tempfile.NamedTemporaryFile()
fcntl.flock(held, fcntl.LOCK_EX)
fcntl.flock(open(held.name), fcntl.LOCK_EX)
`,
      [['lock', 'unknown']],
    ],
    [
      'lockf',
      `
import fcntl, os, signal, tempfile
held = tempfile.NamedTemporaryFile()
fcntl.lockf(held, fcntl.LOCK_EX)
if os.fork() == 0: fcntl.lockf(held, fcntl.LOCK_EX)
signal.pause()
`,
      [
        [pauseCall, 'never'],
        ['lock', 'unknown'],
      ],
    ],
  ])('%s', async ([, script, expected], { skip }) => {
    skip(python === '', 'no python3 here')
    await expectWaits(start(python, ['-c', script]).pid, expected)
  })
})

describe('C', () => {
  const waits: readonly (readonly [statement: string, expected: Expected])[] = [
    ['nanosleep(&fifty, 0);', ['sleep', { withinMs: 50_500 }]],
    [
      'clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, 0);',
      ['sleep', { aheadMs: 50_000 }],
    ],
    ['clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &day, 0);', ['sleep', 'unknown']],
    ['select(0, 0, 0, 0, &fiftyOld);', ['select', { withinMs: 50_500 }]],
    ['pselect(0, 0, 0, 0, &fifty, 0);', ['select', { withinMs: 50_500 }]],
    ['ppoll(0, 0, &fifty, 0);', ['poll', { withinMs: 50_500 }]],
    ['poll(0, 0, 50500);', ['poll', { withinMs: 50_500 }]],
    ['poll(0, 0, -1);', ['poll', 'never']],
    ['epoll_wait(epoll_create1(0), &event, 1, 50500);', ['epoll_wait', { withinMs: 50_500 }]],
    ['recvmmsg(pair[0], &message, 1, 0, &fifty);', ['recv', { withinMs: 50_500 }]],
    ['sigtimedwait(&signals, 0, &fifty);', ['sigwait', { withinMs: 50_500 }]],
    ['syscall(SYS_futex, &word, FUTEX_WAIT, 0, &fifty, 0, 0);', ['futex', { withinMs: 50_500 }]],
    ['syscall(SYS_futex, &word, FUTEX_WAIT, 0, 0, 0, 0);', ['futex', 'never']],
    ['pthread_cond_timedwait(&condition, &mutex, &day);', ['futex', 'unknown']],
    ['pthread_cond_wait(&condition, &mutex);', ['futex', 'never']],
    ['pthread_mutex_lock(&mutex); pthread_mutex_lock(&mutex);', ['futex', 'never']],
    ['sem_wait(&semaphore);', ['futex', 'never']],
    ['for (;;) write(pipes[1], bytes, sizeof bytes);', ['write', 'never']],
    ['for (;;) send(pair[0], bytes, sizeof bytes, 0);', ['send', 'never']],
  ]
  const source = `
#define _GNU_SOURCE
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static char bytes[4096];
static int word, pipes[2], pair[2];
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sem_t semaphore;
static sigset_t signals;
static struct epoll_event event;
static struct mmsghdr message;

int main(int argc, char **argv) {
  struct timespec fifty = {50, 500000000}, moment, day;
  struct timeval fiftyOld = {50, 500000};
  clock_gettime(CLOCK_MONOTONIC, &moment);
  clock_gettime(CLOCK_REALTIME, &day);
  moment.tv_sec += 50;
  day.tv_sec += 50;
  pipe(pipes);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  switch (atoi(argv[1])) {
${waits.map(([statement], index) => `  case ${index}: ${statement} break;`).join('\n')}
  }
}`
  const cases = waits.map(
    ([statement, expected], index) => [statement, { index, expected }] as const,
  )

  test.for(cases)('%s', async ([, { index, expected }], { skip }) => {
    skip(!hasC, 'no C compiler here')
    await expectWaits(start(compile('waits', source), [String(index)]).pid, [expected])
  })
})

/** Builds a C program once. */
function compile(name: string, source: string): string {
  const program = join(folder, name)
  if (existsSync(program)) return program
  writeFileSync(`${program}.c`, source)
  execFileSync('cc', ['-w', '-pthread', '-o', program, `${program}.c`])
  return program
}

describe('Node', () => {
  test('an idle server waits for ever with all its threads', async ({ skip }) => {
    skip(!isLinux, 'no /proc here')
    const script = `require('net').createServer().listen(0, '127.0.0.1')`
    const waits = await untilStill(start(process.execPath, ['-e', script]).pid, (seen) =>
      seen.every(({ wakes }) => wakes.kind === 'never'),
    )
    expect(new Set(waits.map(({ call }) => call))).toEqual(new Set(['epoll_wait', 'futex']))
  })

  test('setTimeout is the timeout of its epoll', async ({ skip }) => {
    skip(!isLinux, 'no /proc here')
    const { pid } = start(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
    const waits = await untilStill(pid, (seen) => seen.some(({ wakes }) => wakes.kind === 'within'))
    const [timed, ...others] = waits.filter(({ wakes }) => wakes.kind !== 'never')
    expect(others).toEqual([])
    expect(timed).toMatchObject({ call: 'epoll_wait', pid, tid: pid, wakes: { kind: 'within' } })
    const ms = timed?.wakes.kind === 'within' ? timed.wakes.ms : NaN
    expect(ms).toBeGreaterThan(60_000 - lateMs)
    expect(ms).toBeLessThanOrEqual(60_000)
  })
})

describe('Java', () => {
  const source = `
import java.net.*;
import java.util.concurrent.*;

public class Waits {
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "accept": new ServerSocket(0).accept(); break;
      case "sleep": Thread.sleep(60000); break;
      case "schedule":
        Executors.newScheduledThreadPool(1).schedule(() -> {}, 60, TimeUnit.SECONDS); break;
      case "take": new LinkedBlockingQueue<String>().take(); break;
      case "lock": synchronized (args) { args.wait(); } break;
    }
  }
}`

  const startJava = (word: string, { skip }: TestContext) => {
    skip(!hasJava, 'no Java compiler here')
    if (!existsSync(join(folder, 'Waits.class'))) {
      writeFileSync(join(folder, 'Waits.java'), source)
      execFileSync('javac', ['-d', folder, join(folder, 'Waits.java')])
    }
    return start('java', ['-cp', folder, 'Waits', word]).pid
  }

  test.for<readonly [word: string, calls: readonly string[]]>([
    ['accept', ['poll', 'accept']],
    ['take', ['futex']],
    ['lock', ['futex']],
  ])('%s waits for ever', async ([word, calls], context) => {
    const pid = startJava(word, context)
    const waits = await untilStill(
      pid,
      (seen) =>
        seen.every(({ wakes }) => wakes.kind === 'never') &&
        seen.some(({ call }) => calls.includes(call)) &&
        isUp(readThreads([pid])),
    )
    expect(waits.map(({ wakes }) => wakes.kind)).toEqual(waits.map(() => 'never'))
    expect(waits.some(({ call }) => calls.includes(call))).toBe(true)
  })

  test.for(['sleep', 'schedule'])('%s of a minute ends at a moment', async (word, context) => {
    const pid = startJava(word, context)
    const isTimed = (wait: WaitingThread) => fits(wait, ['futex', { aheadMs: 60_000 }])
    const waits = await untilStill(pid, (seen) => seen.some(isTimed) && isUp(readThreads([pid])))
    expect(waits.filter(({ wakes }) => wakes.kind !== 'never').map(isTimed)).toEqual([true])
  })
})

/** The last thing that the machine starts before the program. */
function isUp(threads: readonly Thread[]): boolean {
  return threads.some(({ name }) => name === 'VM Periodic Tas')
}

/** What a program waits in when it first sleeps as it should, or else at last. */
async function untilStill(
  pid: number,
  isIt: (waits: readonly WaitingThread[]) => boolean,
): Promise<readonly WaitingThread[]> {
  let seen: readonly WaitingThread[] = []
  await pollUntil(() => {
    const now = lookStill(pid)
    seen = now ?? seen
    return now !== undefined && isIt(now)
  }, bounds)
  return seen
}

describe('timers that no call shows', () => {
  const probe = (name: string, { skip }: TestContext) => {
    skip(!hasC, 'no C compiler here')
    const path = join(import.meta.dirname, '../../fixtures/probes', `${name}.c`)
    return start(compile(name, readFileSync(path, 'utf8')), ['0']).pid
  }
  const untilTimers = (pid: number, have: boolean) =>
    pollUntil(() => haveTimers([pid]) === have, bounds)

  test('a timerfd, while it is set', async (context) => {
    const pid = probe('timerfd', context)
    await expectWaits(pid, [['accept', 'never']])
    expect(haveTimers([pid])).toBe(false)
    // Each line sets it for 30 ms.
    const peer = connect(listeningSockets(() => [pid])[0]!.port, '127.0.0.1')
    onTestFinished(() => void peer.destroy())
    peer.write('line\n'.repeat(50))
    expect(await untilTimers(pid, true)).toBe('met')
    expect(await untilTimers(pid, false)).toBe('met')
  })

  test('a POSIX timer, as long as there is one', async (context) => {
    const pid = probe('posix-timer', context)
    await expectWaits(pid, [['accept', 'never']])
    expect(haveTimers([pid])).toBe(true)
  })

  test('a queue of io_uring, while a request is in it', async (context) => {
    const pid = probe('io-uring', context)
    await expectWaits(pid, [['accept', 'never']])
    expect(haveTimers([pid])).toBe(false)
    const peer = connect(listeningSockets(() => [pid])[0]!.port, '127.0.0.1')
    onTestFinished(() => void peer.destroy())
    peer.write('line\n'.repeat(50))
    expect(await untilTimers(pid, true)).toBe('met')
    expect(await untilTimers(pid, false)).toBe('met')
  })

  test("Node's own queues of io_uring have nothing in them while it waits", async () => {
    const script = 'require("node:net").createServer((s) => s.resume()).listen(0)'
    const { pid } = start(process.execPath, ['-e', script])
    expect(await pollUntil(() => listeningSockets(() => [pid]).length === 1, bounds)).toBe('met')
    expect(await untilTimers(pid, false)).toBe('met')
  })

  test('none', async (context) => {
    const pid = probe('plain', context)
    await expectWaits(pid, [['accept', 'never']])
    expect(haveTimers([pid])).toBe(false)
    expect(haveTimers([])).toBe(false)
  })
})

test('a program whose first thread has ended is alive, and seen as well', async ({ skip }) => {
  skip(!hasC, 'no C compiler here')
  const source = `
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

static void *serve(void *none) {
  struct timespec minute = {60, 0};
  int server = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  bind(server, (struct sockaddr *)&any, sizeof any);
  listen(server, 5);
  nanosleep(&minute, 0);
  return none;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, serve, 0);
  pthread_exit(0);
}`
  const { child, pid } = start(compile('left', source), [])
  const waits = await untilStill(pid, () => readProcess(pid)?.letter === 'Z')
  expect(waits).toMatchObject([{ call: 'sleep', wakes: { kind: 'within', ms: 60_000 } }])
  expect(readProcess(pid)).toMatchObject({ letter: 'Z', command: 'left' })
  expect(isAlive(pid)).toBe(true)
  expect(listeningSockets(() => [pid])).toHaveLength(1)
  expect(hasInEnvironment(pid, `ENCHUFE_TEST=${folder}`)).toBe(true)
  child.kill('SIGKILL')
  expect(await pollUntil(() => !isAlive(pid), bounds)).toBe('met')
})

test('a command with everything in it', async ({ skip }) => {
  skip(python === '', 'no python3 here')
  const script = 'import signal; open("/proc/self/comm", "w").write(") R 1 (ñ\\n"); signal.pause()'
  const { pid } = start(python, ['-c', script])
  await expectWaits(pid, [[pauseCall, 'never']])
  expect(readProcess(pid)).toMatchObject({ command: ') R 1 (ñ\n', letter: 'S' })
  expect(readThreads([pid])).toMatchObject([{ name: ') R 1 (ñ\n', letter: 'S' }])
})

describe('the print of threads that sleep', () => {
  const thread: Thread = {
    pid: 1,
    tid: 2,
    name: 'x',
    letter: 'S',
    slices: 3,
    ranNs: 4000,
    starvedNs: 5,
  }

  test('differs when one was given a processor', () => {
    const print = stillPrint([thread])
    expect(print).toBeDefined()
    expect(stillPrint([{ ...thread, starvedNs: 6 }])).toBe(print)
    expect(stillPrint([{ ...thread, slices: 4 }])).not.toBe(print)
    expect(stillPrint([{ ...thread, ranNs: 4001 }])).not.toBe(print)
    expect(stillPrint([thread, { ...thread, tid: 3 }])).not.toBe(print)
  })

  test.each<readonly [what: string, threads: readonly Thread[]]>([
    ['there is no thread', []],
    ['one runs', [thread, { ...thread, letter: 'R' }]],
    ['one is stopped', [thread, { ...thread, letter: 'T' }]],
    ['the kernel counts no slices', [{ ...thread, slices: NaN }]],
  ])('there is none when %s', (_, threads) => {
    expect(stillPrint(threads)).toBeUndefined()
  })
})
