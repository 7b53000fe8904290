import { describe, expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

const server = (body: string) => `
import os, socket, sys, time
with socket.create_server(('127.0.0.1', int(sys.argv[1]))) as listener:
    while True:
        conn, _ = listener.accept()
        with conn:
            ${body}
`
const client = (body: string) => `
import os, socket, sys, time
conn = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
text = b''
while part := conn.recv(100):
    text += part
${body}
`
const greeting = '¡Hola!\n'
const greets = server(`conn.sendall('¡Hola!\\n'.encode())`)
const shows = client(`print(text.decode(), end='')`)

const port = { given: 'argument' }
const own = (role: string, name: string) => ({ from: 'submission', role, entry: [name], port })
const starts = (program: string, more: object = {}) => ({ kind: 'startOther', program, ...more })
const contains = { kind: 'contains', data: greeting }
const says = (other: string) => ({ kind: 'expectOtherOutput', other, expected: contains })
const ends = (other: string, code: number | string = 0) => ({
  kind: 'expectOtherExit',
  other,
  code,
})

type Graded = Awaited<ReturnType<typeof gradeTexts>>

/** What is said of each check, and what that rests on; or why nothing is. */
function seenIn(graded: Graded): Readonly<Record<string, readonly (string | null)[]>> {
  const { report } = [...graded.values()][0]!
  return Object.fromEntries(
    report.checks.map(({ id, verdict, evidence, detail, failure }) => [
      id,
      failure ? [evidence, failure.explanation.en] : [verdict, detail ?? evidence],
    ]),
  )
}

const limits = { outputMs: 1500, exitMs: 1500, floodBytesMax: 2 ** 21 }

describe('a server with a client of the same submission', () => {
  const clients = {
    'a-right-one': shows,
    'says-no': client(`sys.exit('no: ' + text.decode())`),
    'says-something-else': client(`print('Adiós'); sys.exit(3)`),
    'ends-with-3': client(`print(text.decode(), end=''); sys.exit(3)`),
    'raises-an-error': client(`raise ValueError('no')`),
    crashes: client(`os.kill(os.getpid(), 11)`),
    'never-ends': client(`print(text.decode(), flush=True); time.sleep(100)`),
    'says-nothing': client(`time.sleep(100)`),
    floods: client(`while True: os.write(1, b'x' * 65536)`),
    'leaves-a-child': client(`print(text.decode(), flush=True); os.fork() or time.sleep(100)`),
  }

  test('passes when both work, and fails with what the client did', async () => {
    const names = [...Object.keys(clients), 'is-not-there', 'does-not-build']
    const graded = await gradeTexts({
      program: { role: 'server', port },
      others: Object.fromEntries(names.map((name) => [name, own('client', name)])),
      checks: Object.fromEntries(
        names.map((name) => [name, { scenario: [starts(name), says(name), ends(name)] }]),
      ),
      texts: { 'one.py': greets },
      beside: {
        ...Object.fromEntries(Object.entries(clients).map(([name, text]) => [`${name}.py`, text])),
        'does-not-build.c': 'int main(void) { return',
      },
      lab: 'lab',
      limits,
    })
    const { 'does-not-build': unbuilt, ...rest } = seenIn(graded)
    expect(unbuilt).toEqual([
      'proved',
      'Your program "does-not-build", which takes part in this check, does not compile.',
    ])
    expect(rest).toMatchInlineSnapshot(`
      {
        "a-right-one": [
          "pass",
          "proved",
        ],
        "crashes": [
          "proved",
          "Your program "crashes" should have shown "¡Hola!\\n". It showed nothing and was ended by SIGSEGV (it used memory that is not its own).",
        ],
        "ends-with-3": [
          "proved",
          "Your program "ends-with-3" ended with code 3; it should end with code 0. Its last words: "¡Hola!".",
        ],
        "floods": [
          "proved",
          "Your program "floods" was ended because it used more than any program of this assignment may: more than 2 MiB of output.",
        ],
        "is-not-there": [
          "proved",
          "The program "is-not-there" is not there: there is no entry file: its name should be "is-not-there" with the extension of a known language, and there is "a-right-one.py", "crashes.py", "does-not-build.c", "ends-with-3.py", "floods.py", "leaves-a-child.py", "never-ends.py", "raises-an-error.py" (+4 more).",
        ],
        "leaves-a-child": [
          "pass",
          "proved",
        ],
        "never-ends": [
          "timed",
          "Your program "never-ends" should have ended with code 0; after 1.5 s it was still running. Its last words: "¡Hola!".",
        ],
        "raises-an-error": [
          "proved",
          "Your program "raises-an-error" should have shown "¡Hola!\\n". It showed "Traceback (most recent call last):\\n  File "/submission/rais…" and ended with code 1. Its last words: "  File "raises-an-error.py", line 7, in <module>", "    raise ValueError('no')", "ValueError: no".",
        ],
        "says-no": [
          "proved",
          "Your program "says-no" ended with code 1; it should end with code 0. Its last words: "no: ¡Hola!".",
        ],
        "says-nothing": [
          "timed",
          "Your program "says-nothing" should have shown "¡Hola!\\n". It showed nothing; after 1.5 s it was still running.",
        ],
        "says-something-else": [
          "proved",
          "Your program "says-something-else" should have shown "¡Hola!\\n". It showed "Adiós\\n" and ended with code 3.",
        ],
      }
    `)
  })
})

describe('several programs', () => {
  const answers = server(`conn.sendall(conn.recv(100) + '¡Hola!\\n'.encode())`)
  const asks = `
import socket, sys
with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as conn:
    conn.sendall(sys.stdin.buffer.read())
    conn.shutdown(socket.SHUT_WR)
    while part := conn.recv(100):
        print(part.decode(), end='')
`
  const rounds = (steps: readonly object[]) => ({ kind: 'repeat', times: 3, as: 'n', steps })
  const stdin = { kind: 'message', data: 'uno' }

  test.each(['lab', 'net', 'plain'] as const)('run in their order in lab %s', async (lab) => {
    const one = starts('client', { as: 'c{n}', stdin })
    const graded = await gradeTexts({
      program: { role: 'server', port },
      others: { client: own('client', 'cliente') },
      checks: {
        together: { scenario: [rounds([one]), rounds([says('c{n}'), ends('c{n}')])] },
        'one-by-one': { scenario: [rounds([one, says('c{n}'), ends('c{n}')])] },
        'with-a-peer': {
          scenario: [
            { kind: 'connect', peer: 'ana' },
            starts('client'),
            { kind: 'send', peer: 'ana', data: 'x' },
            { kind: 'expect', peer: 'ana', expected: `x${greeting}` },
          ],
        },
      },
      texts: { 'one.py': answers },
      beside: { 'cliente.py': asks },
      lab,
    })
    expect(seenIn(graded)).toEqual({
      together: ['pass', 'proved'],
      'one-by-one': ['pass', 'proved'],
      'with-a-peer': ['pass', 'proved'],
    })
  })

  test('a submission without the server keeps the points of its client', async () => {
    const graded = await gradeTexts({
      program: { role: 'server', entry: ['nobody'], port },
      others: { client: own('client', 'client'), missing: own('client', 'missing') },
      checks: {
        listens: { scenario: [{ kind: 'connect', peer: 'ana' }] },
        shows: {
          program: 'client',
          scenario: [
            { kind: 'listen' },
            { kind: 'accept', peer: 'ana' },
            { kind: 'send', peer: 'ana', data: greeting },
            { kind: 'close', peer: 'ana' },
            { kind: 'expectOutput', expected: contains },
          ],
        },
      },
      texts: { 'one.py': '' },
      beside: { 'client.py': shows },
    })
    expect(seenIn(graded)).toMatchObject({
      listens: ['proved', expect.stringMatching(/^The program is not there: .*nobody/)],
      shows: ['pass', expect.anything()],
    })
  })

  test('leave nothing decided where it is not seen who listens', async () => {
    const graded = await gradeTexts({
      program: { role: 'server', port },
      others: { client: own('client', 'cliente') },
      checks: { together: { scenario: [starts('client'), ends('client')] } },
      texts: { 'one.py': answers },
      beside: { 'cliente.py': asks },
      lab: 'clock',
    })
    expect(seenIn(graded)).toEqual({
      together: ['unjudged', 'it cannot be seen here whether a program listens'],
    })
  })

  test('may exchange datagrams', async () => {
    const graded = await gradeTexts({
      program: { role: 'udp-server', port },
      others: { client: own('udp-client', 'cliente') },
      checks: {
        together: { scenario: [starts('client'), says('client'), ends('client')] },
        client: {
          program: 'client',
          scenario: [
            { kind: 'open', peer: 'ana' },
            { kind: 'expectDatagram', peer: 'ana', expected: greeting },
            { kind: 'sendDatagram', peer: 'ana', data: 'x' },
            { kind: 'expectExit', code: 0 },
          ],
        },
      },
      texts: {
        'one.py': `
import socket, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
    own.bind(('127.0.0.1', int(sys.argv[1])))
    while True:
        data, client = own.recvfrom(100)
        own.sendto(data, client)
`,
      },
      beside: {
        'cliente.py': `
import socket, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
    own.sendto('¡Hola!\\n'.encode(), ('127.0.0.1', int(sys.argv[1])))
    print(own.recv(100).decode(), end='')
`,
      },
      lab: 'lab',
    })
    expect(seenIn(graded)).toEqual({
      together: ['pass', 'proved'],
      client: ['pass', 'proved'],
    })
  })
})

test('a datagram that the kernel drops at another program is nobody’s fault', async () => {
  const graded = await gradeTexts({
    program: { role: 'udp-server', port },
    others: { client: own('udp-client', 'cliente') },
    checks: { together: { scenario: [starts('client'), says('client')] } },
    texts: {
      'one.py': `
import socket, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
    own.bind(('127.0.0.1', int(sys.argv[1])))
    while True:
        data, client = own.recvfrom(100)
        for part in [b'x' * 1000] * 50 + ['¡Hola!\\n'.encode()]: own.sendto(part, client)
`,
    },
    beside: {
      'cliente.py': `
import socket, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
    own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    own.sendto(b'x', ('127.0.0.1', int(sys.argv[1])))
    sys.stdin.read()
`,
    },
    lab: 'lab',
    limits,
  })
  expect(seenIn(graded)).toEqual({ together: ['unjudged', null] })
})

describe('a client that is judged', () => {
  const listens = 'announces'
  const servers = {
    'a-right-server': greets,
    announces: `
import socket
with socket.create_server(('127.0.0.1', 0)) as listener:
    print('Puerto', listener.getsockname()[1], flush=True)
    conn, _ = listener.accept()
    with conn:
        conn.sendall('¡Hola!\\n'.encode())
`,
    'says-something-else': server(`conn.sendall(b'Adios')`),
    'ends-at-once': 'import sys; print("no"); sys.exit("no puedo")',
    'listens-elsewhere': `
import socket, time
with socket.create_server(('127.0.0.1', 9876)):
    time.sleep(100)
`,
    'never-listens': 'input()',
    floods: `
import os
while True: os.write(1, b'x' * 65536)
`,
  }
  const shown = { kind: 'expectOutput', stream: 'stdout', expected: contains }
  const scenarioWith = (name: string) => ({
    scenario: [starts(name), shown, { kind: 'expectExit', code: 0 }],
  })

  test('meets a server of the same submission, which must listen first', async () => {
    const names = [...Object.keys(servers), 'is-not-there']
    const announced = { given: 'announced', pattern: 'Puerto {port}' }
    const graded = await gradeTexts({
      program: { role: 'client', port },
      others: {
        ...Object.fromEntries(names.map((name) => [name, own('server', name)])),
        [listens]: { ...own('server', listens), port: announced },
      },
      checks: Object.fromEntries(names.map((name) => [name, scenarioWith(name)])),
      texts: { 'one.py': shows },
      beside: Object.fromEntries(
        Object.entries(servers).map(([name, text]) => [`${name}.py`, text]),
      ),
      lab: 'lab',
      limits: { ...limits, startMs: 1500 },
    })
    expect(seenIn(graded)).toMatchInlineSnapshot(`
      {
        "a-right-server": [
          "pass",
          "proved",
        ],
        "announces": [
          "pass",
          "proved",
        ],
        "ends-at-once": [
          "proved",
          "Your program "ends-at-once", to which this one should connect, ended with code 1; it should listen on port 21000. Its last words: "no puedo".",
        ],
        "floods": [
          "proved",
          "Your program "floods" was ended because it used more than any program of this assignment may: more than 2 MiB of output.",
        ],
        "is-not-there": [
          "proved",
          "The program "is-not-there" is not there: there is no entry file: its name should be "is-not-there" with the extension of a known language, and there is "a-right-server.py", "announces.py", "client.py", "ends-at-once.py", "floods.py", "listens-elsewhere.py", "never-listens.py", "says-something-else.py".",
        ],
        "listens-elsewhere": [
          "timed",
          "Your program "listens-elsewhere", to which this one should connect, listens on 127.0.0.1:9876; it should listen on port 21000.",
        ],
        "never-listens": [
          "timed",
          "Your program "never-listens", to which this one should connect, runs, but does not listen after 1.5 s; it should listen on port 21000.",
        ],
        "says-something-else": [
          "proved",
          "The output does not contain the whole text "¡Hola!\\n" in one piece. It shows "Adios".",
        ],
      }
    `)
  })
})

describe('the references of other assignments', () => {
  const reference = (assignment: string) => ({ from: 'reference', assignment })
  const fixed = { given: 'fixed', port: 9000 }
  const others = {
    ours: reference('greeting-client'),
    'our-server': reference('greeting-server'),
    nobody: reference('no-such-assignment'),
    client: { ...own('client', 'cliente'), port: fixed },
  }
  const thanks = { kind: 'contains', data: 'Gracias por conectarte' }
  const heard = { kind: 'expectOtherOutput', other: 'ours', expected: thanks }
  const meets = (name: string) => ({ scenario: [starts(name), ends(name)] })
  const ofClient = (name: string) => ({
    program: 'client',
    scenario: [starts(name), { kind: 'expectOutput', expected: thanks }],
  })
  const listening = (body: string) => `
import os, socket, sys, time
with socket.create_server(('127.0.0.1', 9000)) as listener:
    while True:
        conn, _ = listener.accept()
        ${body}
`
  const connecting = (body: string) => `
import socket
with socket.create_connection(('127.0.0.1', 9000)) as conn:
    ${body}
`
  const gradedWith = async (text: string, beside: string, limited: object = limits) =>
    seenIn(
      await gradeTexts({
        program: { role: 'server', port: fixed },
        others,
        checks: {
          'meets-ours': { scenario: [starts('ours'), heard, ends('ours')] },
          'client-meets-ours': ofClient('our-server'),
          'client-meets-a-client': ofClient('ours'),
          'meets-a-server': meets('our-server'),
          'meets-nobody': meets('nobody'),
        },
        texts: { 'one.py': text },
        beside: { 'cliente.py': beside },
        lab: 'lab',
        limits: limited,
      }),
    )
  const unjudged = {
    'client-meets-a-client': ['unjudged', 'both programs are on the side of the client'],
    'meets-a-server': ['unjudged', 'both programs are on the side of the server'],
    'meets-nobody': ['unjudged', expect.stringContaining('the reference "nobody": ')],
  }

  test('take part; what keeps them away costs nobody a point', async () => {
    const right = listening(`conn.sendall(b'Gracias por conectarte\\n'); conn.close()`)
    expect(await gradedWith(right, connecting('print(conn.recv(100).decode())'))).toEqual({
      'meets-ours': ['pass', 'proved'],
      'client-meets-ours': ['pass', 'proved'],
      ...unjudged,
    })
  })

  test('show what is wrong with the program that meets them', async () => {
    const wrong = listening('time.sleep(100)')
    expect(await gradedWith(wrong, connecting('print(conn.recv(3).decode())'))).toEqual({
      'meets-ours': [
        'timed',
        'The course\'s program "ours", run with yours, should have shown "Gracias por conectarte". It showed nothing; after 1.5 s it was still running.',
      ],
      'client-meets-ours': [
        'proved',
        'The output does not contain the whole text "Gracias por conectarte" in one piece, only the first 3 bytes of it. It shows "Gra\\n".',
      ],
      ...unjudged,
    })
    const floods = listening(`
        try:
            while True: conn.sendall(b'x' * 65536)
        except OSError: pass
`)
    const { 'meets-ours': flooded } = await gradedWith(floods, '', { floodBytesMax: 2 ** 21 })
    expect(flooded).toEqual([
      'proved',
      'The course\'s program "ours", run with yours, was ended because it used more than any program of this assignment may: more than 2 MiB of output.',
    ])
  })
})
