import { describe, expect, test } from 'vitest'
import { stdin } from '../assignment/program-builders.ts'
import { gradeTexts, type Sampled } from './test-grade.ts'

const program = { role: 'client', port: { given: 'fixed', port: 9000 }, streams: 'terminal' }

/** What a person does: waits to be asked, answers, reads, and leaves. */
const talk = [
  { kind: 'refuse' },
  { kind: 'expectOutput', expected: 'name? ' },
  { kind: 'stdin', data: 'ana\n' },
  { kind: 'expectOutput', expected: 'name? hello ana\nname? ' },
  stdin('beto\n', 'end'),
  { kind: 'expectOutput', expected: 'name? hello ana\nname? hello beto\nname? bye\n' },
  { kind: 'expectExit', code: 3 },
]

/** It never calls fflush(): in a pipe all of it would come at its end. */
const inC = `#include <stdio.h>
#include <string.h>
#include <unistd.h>
int main(void) {
    char name[100];
    while (isatty(1) && printf("name? ") && fgets(name, sizeof name, stdin))
        printf("hello %s", name);
    printf("bye\\n");
    return 3;
}`

const inPython = `import sys
try:
    while sys.stdout.isatty():
        print('hello', input('name? '))
except EOFError:
    print('bye')
sys.exit(3)`

const checkOf = ({ report }: Sampled, id: string) => report.checks.find((one) => one.id === id)!

describe.each(['lab', 'net', 'plain', 'clock'] as const)('in lab %s', (lab) => {
  test('programs are talked to as a person would, and nothing is proved', async () => {
    const graded = await gradeTexts({
      lab,
      program,
      checks: { talks: { scenario: talk } },
      texts: { 'c.c': inC, 'python.py': inPython },
    })
    for (const name of ['c.c', 'python.py']) {
      const { verdict, evidence } = checkOf(graded.get(name)!, 'talks')
      expect([name, verdict, evidence]).toEqual([name, 'pass', 'timed'])
    }
  })

  test('what goes wrong is told, and what a terminal shows with it', async () => {
    const graded = await gradeTexts({
      lab,
      program,
      limits: { outputMs: 1500, exitMs: 1500 },
      checks: { talks: { scenario: talk } },
      texts: {
        'mute.py': 'import sys; sys.stdin.read()',
        'rude.py': 'print("what? ", end=""); input()',
        'dies.py': 'input("name? "); print([][0])',
        'killed.py': 'import os; input("name? "); os.kill(os.getpid(), 11)',
        'redraws.mjs': `import { createInterface } from 'node:readline/promises'
const asks = createInterface({ input: process.stdin, output: process.stdout })
console.log('hello', await asks.question('name? '))`,
      },
    })
    const found = [...graded].map(([name, sampled]) => {
      const { failure, evidence, trials } = checkOf(sampled, 'talks')
      return [
        name,
        failure?.cause ?? trials[0]?.because,
        failure?.circumstances.terminalEnd?.split('\n')[0],
        evidence,
      ]
    })
    expect(found).toMatchInlineSnapshot(`
      [
        [
          "mute.py",
          {
            "expected": {
              "text": "name? ",
            },
            "found": 0,
            "kind": "wrong-output",
            "received": {
              "text": "",
            },
            "stream": "either",
          },
          undefined,
          "timed",
        ],
        [
          "rude.py",
          {
            "expected": {
              "text": "name? ",
            },
            "found": 0,
            "kind": "wrong-output",
            "received": {
              "text": "what? ",
            },
            "stream": "either",
          },
          "what?",
          "timed",
        ],
        [
          "dies.py",
          {
            "exception": "IndexError: list index out of range",
            "exit": {
              "code": 1,
              "kind": "code",
            },
            "kind": "crashed",
          },
          "name? Traceback (most recent call last):",
          "timed",
        ],
        [
          "killed.py",
          {
            "exit": {
              "kind": "signal",
              "signal": "SIGSEGV",
            },
            "kind": "crashed",
          },
          "name?",
          "timed",
        ],
        [
          "redraws.mjs",
          "moves-cursor",
          undefined,
          null,
        ],
      ]
    `)
  })

  test('Ctrl-C is an interrupt that a program may handle, or end by', async () => {
    const graded = await gradeTexts({
      lab,
      program,
      checks: {
        interrupts: {
          scenario: [
            { kind: 'refuse' },
            { kind: 'expectOutput', expected: 'ready\n' },
            { kind: 'stdin', data: '\u0003' },
            { kind: 'expectExit' },
          ],
        },
      },
      texts: {
        // A signal that comes just before pause() would be slept through.
        'handles.py': `import signal, sys, time
signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
print('ready')
while True:
    time.sleep(0.01)`,
        'ends.py': 'import time; print("ready"); time.sleep(500)',
        'ignores.py': `import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print('ready')
time.sleep(500)`,
      },
      limits: { exitMs: 3000 },
    })
    const found = [...graded].map(([name, sampled]) => [
      name,
      checkOf(sampled, 'interrupts').failure?.cause.kind ?? 'pass',
    ])
    expect(found).toEqual([
      ['handles.py', 'pass'],
      ['ends.py', 'pass'],
      ['ignores.py', 'did-not-exit'],
    ])
  })
})

describe('a server in a terminal', () => {
  const server = { role: 'server', port: { given: 'argument' }, streams: 'terminal' }
  const checks = {
    greets: {
      lenses: ['cuts', 'short-io'],
      scenario: [
        { kind: 'connect', peer: 'ana' },
        { kind: 'expectOutput', expected: { kind: 'contains', data: 'here is ana' } },
        { kind: 'send', peer: 'ana', data: 'hola\n' },
        { kind: 'expect', peer: 'ana', expected: 'hola\n' },
        { kind: 'expectSilence', peer: 'ana' },
        { kind: 'close', peer: 'ana' },
      ],
    },
    restarts: {
      timeWait: 'dropped',
      scenario: [
        { kind: 'connect', peer: 'ana' },
        { kind: 'restart' },
        { kind: 'connect', peer: 'beto' },
        { kind: 'expectOutput', expected: { kind: 'contains', data: 'here is ana' } },
      ],
    },
    freezes: {
      scenario: [
        { kind: 'freeze' },
        { kind: 'connect', peer: 'ana' },
        { kind: 'stdin', data: 'quit\n' },
        { kind: 'thaw' },
        { kind: 'expectOutput', expected: { kind: 'contains', data: 'got quit\n' } },
      ],
    },
  }
  const text = `import socket, sys, threading
def keyboard():
    for line in sys.stdin:
        sys.stdout.write(f'got {line}')
threading.Thread(target=keyboard, daemon=True).start()
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    client, _ = server.accept()
    print('here is ana')
    with client:
        for line in client.makefile('rb'):
            client.sendall(line)`

  test.each(['lab', 'net', 'plain'] as const)('passes in lab %s', async (lab) => {
    const limits = { silenceMs: 200 }
    const graded = await gradeTexts({
      lab,
      program: server,
      checks,
      limits,
      texts: { 'good.py': text },
    })
    const { report } = graded.get('good.py')!
    const found = report.checks.map((one) => [one.id, one.verdict, one.evidence, one.failure])
    expect(found).toEqual(Object.keys(checks).map((id) => [id, 'pass', 'timed', null]))
  })
})
