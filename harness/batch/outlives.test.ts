import { expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

const port = { given: 'argument' }
const client = (child: string) => `
import os, socket, sys, time
conn = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
if os.fork(): os._exit(0)
text = conn.recv(100)
time.sleep(0.3)
${child}
`
const shows = client('os.write(1, text)')
const mute = client('time.sleep(100)')
const contains = { kind: 'contains', data: 'hola' }

async function verdictsOf(graded: ReturnType<typeof gradeTexts>) {
  return [...(await graded)].map(([name, { report }]) => {
    const { verdict, cause } = report.checks[0]!
    return [name, cause ?? verdict]
  })
}

test('what a child shows after its parent has ended is the program’s', async () => {
  const scenario = [
    { kind: 'listen' },
    { kind: 'accept', peer: 'ana' },
    { kind: 'send', peer: 'ana', data: 'hola\n' },
    { kind: 'expectOutput', expected: contains },
  ]
  const graded = gradeTexts({
    program: { role: 'client', port },
    checks: { shows: { scenario } },
    texts: { 'shows.py': shows, 'mute.py': mute },
    limits: { outputMs: 2000 },
  })
  expect(await verdictsOf(graded)).toEqual([
    ['shows.py', 'pass'],
    ['mute.py', 'wrong-output'],
  ])
})

test('and another program’s', async () => {
  const graded = gradeTexts({
    program: { role: 'server', port },
    others: { client: { from: 'submission', role: 'client', entry: ['client'], port } },
    checks: {
      shows: {
        scenario: [
          { kind: 'startOther', program: 'client' },
          { kind: 'expectOtherOutput', other: 'client', expected: contains },
        ],
      },
    },
    texts: {
      'one.py': `
import socket, sys
with socket.create_server(('127.0.0.1', int(sys.argv[1]))) as listener:
    conn, _ = listener.accept()
    conn.sendall(b'hola\\n')
    conn.recv(100)
`,
    },
    beside: { 'client.py': shows },
    lab: 'lab',
  })
  expect(await verdictsOf(graded)).toEqual([['one.py', 'pass']])
})
