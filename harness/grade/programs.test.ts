import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { Report, type GradedReport } from '../judge/report.ts'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { findExecutable } from '../lab/find-executable.ts'

const command = fileURLToPath(new URL('../cli/enchufe.mjs', import.meta.url))

/** Checks one program against an assignment whose port rule and scenario are given. */
async function check(
  files: Readonly<Record<string, string>>,
  what: {
    readonly port: object
    readonly scenario: readonly object[]
    readonly role?: string
    readonly build?: 'make'
  },
): Promise<GradedReport> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-programs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'own'))
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, 'own', name), text)
    await chmod(join(folder, 'own', name), 0o600)
  }
  const assignment = {
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: {
      role: what.role ?? 'server',
      entry: ['server', 'client'],
      port: what.port,
      ...(what.build ? { build: what.build } : {}),
    },
    framing: { kind: 'lines' },
    checks: [
      {
        id: 'works',
        points: 1,
        requirement: { en: 'It MUST work.', es: 'DEBE funcionar.' },
        scenario: what.scenario,
        lenses: ['whole', 'bytewise'],
      },
    ],
  }
  await writeFile(join(folder, 'assignment.json'), JSON.stringify(assignment))
  const args = [
    'check',
    join(folder, 'own'),
    '--assignment',
    join(folder, 'assignment.json'),
    '--json',
  ]
  const run = await execa(process.execPath, [command, ...args], { stdin: 'ignore', reject: false })
  const report = Report.parse(JSON.parse(run.stdout === '' ? run.stderr : run.stdout))
  if (report.status !== 'graded') throw new Error(report.reason.en)
  return report
}

const server = (port: string) => `#!/usr/bin/env python3
import os, socket, sys
s = socket.create_server(('127.0.0.1', ${port}))
conn, _ = s.accept()
with conn, conn.makefile('rw', newline='\\n') as lines:
    for line in lines:
        lines.write(line.upper())
        lines.flush()
`
const talk = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'canción\n' },
  { kind: 'expect', peer: 'ana', expected: 'CANCIÓN\n' },
  { kind: 'expectSilence', peer: 'ana' },
  { kind: 'halfClose', peer: 'ana' },
  { kind: 'expectClose', peer: 'ana' },
  { kind: 'expectExit', code: 0 },
]

describe('a server gets its port', () => {
  test.each([
    ['as an argument', { given: 'argument' }, 'int(sys.argv[1])'],
    [
      'among other arguments',
      { given: 'argument', args: ['-h', '{host}', '-p', '{port}'] },
      'int(sys.argv[4])',
    ],
    ['in the environment', { given: 'environment', name: 'PUERTO' }, "int(os.environ['PUERTO'])"],
    [
      'in a file of the folder in which it starts',
      { given: 'file', name: 'parametros.json', text: '{"host": "{host}", "port": {port}}' },
      "__import__('json').load(open('parametros.json'))['port']",
    ],
    ['on standard input', { given: 'stdin' }, 'int(input())'],
    ['by choosing itself', { given: 'discovered' }, '0'],
    ['written in it', { given: 'fixed', port: 8123 }, '8123'],
  ])('%s', async (_, port, expression) => {
    const report = await check({ 'server.py': server(expression) }, { port, scenario: talk })
    expect(report.checks[0]).toMatchObject({ verdict: 'pass' })
  })
})

const greets = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'expect', peer: 'ana', expected: 'hola\n' },
  { kind: 'expectClose', peer: 'ana' },
  { kind: 'expectExit', code: 0 },
]

const inCpp = `#include <arpa/inet.h>
#include <cstdlib>
#include <unistd.h>
int main(int, char **argv) {
    sockaddr_in aqui{};
    aqui.sin_family = AF_INET;
    aqui.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    aqui.sin_port = htons(std::atoi(argv[1]));
    int servidor = socket(AF_INET, SOCK_STREAM, 0);
    bind(servidor, (sockaddr *)&aqui, sizeof aqui);
    listen(servidor, 5);
    int cliente = accept(servidor, nullptr, nullptr);
    write(cliente, "hola\\n", 5);
    close(cliente);
}
`
const inPerl = `use strict;
use IO::Socket::INET;
my $servidor = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 5) or die;
my $cliente = $servidor->accept();
print $cliente "hola\\n";
close $cliente;
`

test.each([
  ['cpp', 'server.cpp', inCpp],
  ['perl', 'server.pl', inPerl],
])('a server in %s is built and run', async (language, name, text) => {
  const report = await check({ [name]: text }, { port: { given: 'argument' }, scenario: greets })
  expect(report).toMatchObject({ language, score: 1 })
})

const inTypeScript = `import { createServer, type Socket } from 'node:net'
type Greeting = { readonly text: string }
const greeting: Greeting = { text: 'hola\\n' }
createServer((socket: Socket): void => {
  socket.end(greeting.text, () => process.exit(0))
}).listen(Number(process.argv[2]!), '127.0.0.1')
`
const inRuby = `require 'socket'
servidor = TCPServer.new('127.0.0.1', ARGV[0].to_i)
cliente = servidor.accept
cliente.write("hola\\n")
cliente.close
`

test('a server in typescript is run', async () => {
  const files = { 'server.ts': inTypeScript }
  const report = await check(files, { port: { given: 'argument' }, scenario: greets })
  expect(report).toMatchObject({ language: 'typescript', score: 1 })
})

test('a server in ruby is run', async ({ skip }) => {
  skip(findExecutable('ruby', process.env['PATH'] ?? '') === undefined, 'there is no ruby here')
  const files = { 'server.rb': inRuby }
  const report = await check(files, { port: { given: 'argument' }, scenario: greets })
  expect(report).toMatchObject({ language: 'ruby', score: 1 })
})

test('a file for the port takes the place of the one that was handed in', async () => {
  const files = {
    'server.py': server("int(open('puerto.txt').read())"),
    'puerto.txt': '1',
  }
  const port = { given: 'file', name: 'puerto.txt', text: '{port}\n' }
  expect(await check(files, { port, scenario: talk })).toMatchObject({ score: 1 })
})

test('a script with a shebang runs, although its permission to was lost on the way', async () => {
  const report = await check(
    { server: server('8123') },
    { port: { given: 'fixed', port: 8123 }, scenario: talk },
  )
  expect(report).toMatchObject({ language: 'script', score: 1 })
})

test('a client learns the port where the harness listens', async () => {
  const scenario = [
    { kind: 'listen' },
    { kind: 'accept', peer: 'ana' },
    { kind: 'expect', peer: 'ana', expected: { kind: 'contains', data: 'hola' } },
    { kind: 'close', peer: 'ana' },
    { kind: 'expectExit' },
  ]
  const client = `
import socket, sys
socket.create_connection((sys.argv[1], int(sys.argv[2]))).sendall(b'!hola!')
`
  const port = { given: 'argument', args: ['{host}', '{port}'] }
  const report = await check({ 'client.py': client }, { role: 'client', port, scenario })
  expect(report.checks[0]).toMatchObject({ verdict: 'pass' })
})

test('a client that dies before it connects fails, whatever was to follow', async () => {
  const scenario = [
    { kind: 'listen' },
    { kind: 'accept', peer: 'ana' },
    { kind: 'expect', peer: 'ana', expected: 'hola' },
    { kind: 'close', peer: 'ana' },
  ]
  const client = { 'client.py': 'raise ValueError("no")' }
  const report = await check(client, { role: 'client', port: { given: 'argument' }, scenario })
  expect(report.checks[0]).toMatchObject({ verdict: 'fail', cause: 'crashed' })
})

test('standard input, signals and files of its own', async () => {
  const program = `
import signal, socket, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
s = socket.create_server(('', 8123))
print('from the file:', open('data.txt').read())
print('from the keyboard:', input())
signal.pause()
`
  const scenario = [
    {
      kind: 'expectOutput',
      stream: 'stdout',
      expected: { kind: 'contains', data: 'from the file: ñ' },
    },
    { kind: 'stdin', data: 'hola\n' },
    {
      kind: 'expectOutput',
      stream: 'stdout',
      expected: { kind: 'contains', data: 'from the keyboard: hola' },
    },
    { kind: 'signal', signal: 'SIGTERM' },
    { kind: 'expectExit', code: 7 },
  ]
  const files = { 'server.py': program, 'data.txt': 'ñ' }
  const report = await check(files, { port: { given: 'fixed', port: 8123 }, scenario })
  expect(report.checks[0]).toMatchObject({ verdict: 'pass' })
})

test('several C files make one program; one with a main of its own does not disturb', async () => {
  const files = {
    'server.c': `#include <stdio.h>
int port(void);
int main(void) { printf("%d\\n", port()); return 5; }`,
    'port.c': 'int port(void) { return 8123; }',
    'client.c': 'int main(void) { return 1; }',
  }
  const scenario = [
    { kind: 'refuse' },
    { kind: 'expectExit', code: 5 },
    { kind: 'expectOutput', expected: '8123\n' },
  ]
  const folderOf = (entry: string) => ({ ...files, [entry]: files['server.c'] })
  const { 'server.c': _, ...rest } = folderOf('client.c')
  const report = await check(rest, {
    role: 'client',
    port: { given: 'fixed', port: 8123 },
    scenario,
  })
  expect(report.checks[0]).toMatchObject({ verdict: 'pass' })
})

describe('make', () => {
  beforeEach(({ skip }) => {
    skip(findExecutable('make', process.env['PATH'] ?? '') === undefined, 'there is no make here')
  })

  const source = (code: string) => `int code(void);
int main(void) { return ${code}; }
`
  const what = {
    role: 'client',
    port: { given: 'fixed', port: 8123 },
    scenario: [{ kind: 'refuse' }, { kind: 'expectExit', code: 5 }],
  }
  const rule = (program: string, files: string) =>
    `${program}: ${files}\n\t$(CC) $(CFLAGS) -o $@ ${files}\n`

  test.each([
    ['the first target', rule('client', 'main.c code.c')],
    [
      'a target that has its name',
      `${rule('other', 'wrong.c')}\n${rule('client', 'main.c code.c')}`,
    ],
    ['all', `x:\n\tfalse\nall: client\n${rule('client', 'main.o code.o')}`],
  ])('a program without an entry file is made by its makefile: %s', async (_, makefile) => {
    const files = {
      Makefile: makefile,
      'main.c': source('code()'),
      'code.c': 'int code(void) { return 5; }\n',
      'wrong.c': 'int main(void) { return 1; }\n',
      // As handed in together with everything else, built somewhere else.
      client: 'not a program',
    }
    const report = await check(files, what)
    expect(report).toMatchObject({ language: 'make', entry: 'client', score: 1 })
  })

  test('the makefile counts before an entry file where the assignment says so', async () => {
    const files = {
      'client.c': '#ifndef CODE\n#error "use make"\n#endif\nint main(void) { return CODE; }\n',
      makefile: `CFLAGS = -DCODE=5\n${rule('client', 'client.c')}`,
    }
    const report = await check(files, { ...what, build: 'make' })
    expect(report).toMatchObject({ language: 'make', score: 1 })
  })

  test('what make says is told', async () => {
    const broken = {
      Makefile: rule('client', 'main.c'),
      'main.c': 'int main(void) { return x; }\n',
    }
    const [failed] = (await check(broken, what)).checks
    expect(failed?.failure?.cause).toMatchObject({
      kind: 'did-not-build',
      output: expect.stringMatching(/main\.c:1:.*\bx\b[^]*make: .*client/),
    })
  })

  test('a makefile that makes no such program is told so', async () => {
    const other = { Makefile: rule('programa', 'main.c'), 'main.c': source('0') }
    const [without] = (await check(other, what)).checks
    expect(without?.failure?.cause).toMatchObject({
      kind: 'did-not-build',
      output: '',
      unmade: ['server', 'client'],
    })
    expect(without?.failure?.explanation.en).toBe(
      'Nothing could be run: make ended without an error, and there is no program "server", "client" beside the makefile.',
    )
  })
})
