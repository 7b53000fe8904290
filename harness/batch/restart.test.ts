import { expect, test } from 'vitest'
import { isSoak } from '../drive/test-stage.ts'
import { gradeTexts } from './test-grade.ts'

/** Echoes lines, to one client after the other; `more` is done to the listening socket first. */
const python = (more: string) => `
import socket
s = socket.socket()
${more}
s.bind(('', 9000))
s.listen()
while True:
    c, _ = s.accept()
    with c, c.makefile('rw', newline='\\n') as lines:
        try:
            for line in lines:
                lines.write(line)
                lines.flush()
        except OSError:
            pass
`
const reusing = 's.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)'

const c = (more: string, onError: string) => `
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int main(void) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  int one = 1;
  (void)one;
  ${more}
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(9000)};
  if (bind(s, (struct sockaddr *)&a, sizeof a) < 0) { ${onError} }
  listen(s, 5);
  for (;;) {
    int p = accept(s, NULL, NULL);
    char line[100];
    ssize_t n;
    while ((n = read(p, line, sizeof line)) > 0) if (write(p, line, n) < 0) break;
    close(p);
  }
}
`
const cReusing = 'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);'

/** What a peer says, and hears again. */
const talk = (peer: string) => [
  { kind: 'connect', peer },
  { kind: 'send', peer, data: 'hola\n' },
  { kind: 'expect', peer, expected: 'hola\n' },
]
const again = [...talk('ana'), { kind: 'restart' }, ...talk('beto')]
const fixed = { role: 'server', port: { given: 'fixed', port: 9000 } }

/** The same scenario many times, under names of their own. */
function times(count: number, scenario: readonly object[]) {
  const names = Array.from({ length: count }, (_, index) => `turn-${index}`)
  return Object.fromEntries(names.map((name) => [name, scenario]))
}

/** How often each verdict, or cause, came. */
async function tally(texts: Readonly<Record<string, string>>, check: object, more: object = {}) {
  const graded = await gradeTexts({ program: fixed, checks: { again: check }, texts, ...more })
  return Object.fromEntries(
    [...graded].map(([name, { report }]) => {
      const { trials, detail } = report.checks[0]!
      const results = trials.map(({ verdict, cause, because }) => {
        return cause ?? (verdict === 'pass' ? verdict : `${because} ${detail}`)
      })
      const counts = Map.groupBy(results, (result) => result)
      return [name, Object.fromEntries([...counts].map(([result, all]) => [result, all.length]))]
    }),
  )
}

const turns = isSoak ? 50 : 5

test(
  'with a peer that stays a server without SO_REUSEADDR always fails, one with it never',
  { timeout: 300_000 },
  async () => {
    const scenarios = times(turns, again)
    const texts = {
      'with.py': python(reusing),
      'without.py': python(''),
      'with.c': c(cReusing, 'perror("bind"); return 1;'),
      'without.c': c('', 'perror("bind"); return 1;'),
      'silent.c': c('', 'return 3;'),
      'aborts.c': c('', 'abort();'),
      'unchecked.c': c('', ''),
      'caught.py': `try:
${python('').replaceAll(/^/gm, '    ')}
except OSError:
    raise SystemExit('no se pudo')`,
    }
    expect(await tally(texts, { scenarios })).toEqual({
      'with.py': { pass: turns },
      'without.py': { 'port-still-held': turns },
      'with.c': { pass: turns },
      'without.c': { 'port-still-held': turns },
      'silent.c': { 'port-still-held': turns },
      'aborts.c': { 'port-still-held': turns },
      'unchecked.c': { 'port-still-held': turns },
      'caught.py': { 'port-still-held': turns },
    })
  },
)

test('what is left behind and keeps the port is told', async () => {
  const graded = await gradeTexts({
    program: fixed,
    checks: { again: { scenario: again } },
    texts: { 'without.py': python('') },
  })
  const [check] = graded.get('without.py')!.report.checks
  expect(check).toMatchObject({ evidence: 'proved' })
  expect(check!.failure!.cause).toEqual({
    kind: 'port-still-held',
    port: 9000,
    held: [{ peer: 'ana', state: 'fin-wait-2' }],
    exit: { kind: 'code', code: 1 },
  })
  expect(check!.failure!.circumstances).toMatchObject({ step: 3 })
  expect(check!.failure!.circumstances.stderrEnd).toContain('Address already in use')
  expect(check!.failure!.snippet?.join('\n')).toContain('start it there again')
})

test('where closed connections are dropped every server comes back', async () => {
  const check = { scenario: again, timeWait: 'dropped' }
  expect(await tally({ 'without.py': python('') }, check)).toEqual({ 'without.py': { pass: 1 } })
})

test.each(['plain', 'clock'])("on the machine's own network (%s) it is the same", async (lab) => {
  const program = { role: 'server', port: { given: 'argument' } }
  const onArgument = (text: string) =>
    text.replace('import socket', 'import socket, sys').replace('9000', 'int(sys.argv[1])')
  const texts = { 'with.py': onArgument(python(reusing)), 'without.py': onArgument(python('')) }
  expect(await tally(texts, { scenario: again }, { program, lab })).toEqual({
    'with.py': { pass: 1 },
    'without.py': { 'port-still-held': 1 },
  })
})

test('a server that has closed first and ended by itself finds its port in TIME_WAIT', async () => {
  const oneShot = (more: string) => `
import socket
s = socket.socket()
${more}
s.bind(('', 9000))
s.listen()
c, _ = s.accept()
c.sendall(b'hola\\n')
c.close()
`
  const served = (peer: string) => [
    { kind: 'connect', peer },
    { kind: 'expect', peer, expected: 'hola\n' },
    { kind: 'expectClose', peer },
    { kind: 'expectExit', code: 0 },
  ]
  const scenario = [...served('ana'), { kind: 'restart' }, ...served('beto')]
  const texts = { 'with.py': oneShot(reusing), 'without.py': oneShot('') }
  expect(await tally(texts, { scenario })).toEqual({
    'with.py': { pass: 1 },
    'without.py': { 'port-still-held': 1 },
  })
})

/** Counts its lives in a file, tells how many there were, and does `second` in all but the first. */
const counting = (second: string) => `
import os, sys
with open('lives', 'a') as file:
    file.write('x')
lives = os.path.getsize('lives')
print('life', lives, flush=True)
if lives > 1:
    ${second}
${python(reusing)}`

test('it starts in the same folder; what it wrote before does not count as written again', async () => {
  const output = (data: string) => ({ kind: 'expectOutput', expected: { kind: 'contains', data } })
  const scenario = [output('life 1'), ...again, output('life 2')]
  expect(await tally({ 'server.py': counting('pass') }, { scenario })).toEqual({
    'server.py': { pass: 1 },
  })
  const twice = [output('life 1'), ...again, output('life 1')]
  const limits = { outputMs: 1_000 }
  expect(await tally({ 'server.py': counting('pass') }, { scenario: twice }, { limits })).toEqual({
    'server.py': { 'wrong-output': 1 },
  })
})

test('a server that does not come back for another reason is told that', async () => {
  // Told by what the program that runs now does, not the one before.
  const crashes = 'import socket, time; socket.socket.accept = lambda s: time.sleep(0.3) or 1 / 0'
  const texts = {
    'raises.py': counting('raise ValueError("stale")'),
    'crashes.py': counting(crashes),
    'dies-later.py': counting('import threading; threading.Timer(0.3, os._exit, [3]).start()'),
  }
  const limits = { answerMs: 1_000 }
  const scenario = [
    ...again,
    { kind: 'send', peer: 'beto', data: 'x' },
    { kind: 'expectExit', code: 0 },
  ]
  expect(await tally(texts, { scenario }, { limits })).toEqual({
    'raises.py': { 'did-not-start': 1 },
    'crashes.py': { crashed: 1 },
    'dies-later.py': { 'wrong-exit-code': 1 },
  })
})

test('peers of before see the end, and cost the new life nothing', async () => {
  const scenario = [
    ...talk('ana'),
    { kind: 'restart' },
    { kind: 'expectClose', peer: 'ana' },
    ...talk('beto'),
    { kind: 'close', peer: 'beto' },
    { kind: 'expectClose', peer: 'beto' },
    { kind: 'expectNoLeak' },
    { kind: 'freeze' },
    { kind: 'restart' },
    ...talk('carla'),
  ]
  const texts = { 'with.py': python(reusing), 'with.c': c(cReusing, 'return 1;') }
  const lenses = ['whole', 'bytewise', 'slow-reader', 'short-io']
  expect(await tally(texts, { scenario, lenses })).toEqual({
    'with.py': { pass: 4 },
    'with.c': { pass: 4 },
  })
})

test('every process of a server is ended, also a daemon and its children', async () => {
  const forking = `
import os, socket, sys
if os.fork(): sys.exit(0)
os.setsid()
s = socket.socket()
${reusing}
s.bind(('', 9000))
s.listen()
os.fork()
while True:
    c, _ = s.accept()
    if os.fork(): c.close()
    else:
        while data := c.recv(100): c.sendall(data)
        os._exit(0)
`
  const texts = { 'with.py': forking, 'without.py': forking.replace(reusing, '') }
  const scenario = [...talk('ana'), ...talk('eva'), { kind: 'restart' }, ...talk('beto')]
  expect(await tally(texts, { scenario })).toEqual({
    'with.py': { pass: 1 },
    'without.py': { 'port-still-held': 1 },
  })
})
