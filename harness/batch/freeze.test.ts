import { expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

/** So many processes are not stopped in a microsecond. */
const crowd = `
import os, socket, sys, time
for _ in range(60):
    if os.fork() == 0:
        time.sleep(100)
        os._exit(0)
server = socket.create_server(('', int(sys.argv[1])))
time.sleep(100)
`

const scenario = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'freeze' },
  { kind: 'send', peer: 'ana', data: 'hola' },
  { kind: 'thaw' },
  { kind: 'expect', peer: 'ana', expected: 'x' },
]

test('a program that could not be stopped in time is ended all the same', async () => {
  const graded = await gradeTexts({
    program: { role: 'server', port: { given: 'argument' } },
    checks: { answers: { scenario } },
    texts: { 'crowd.py': crowd },
    lab: 'lab',
    limits: { freezeMs: 0.001 },
  })
  expect(graded.get('crowd.py')?.report).toMatchObject({
    undecidedPoints: 1,
    checks: [{ because: 'harness-fault', detail: 'the program could not be stopped with SIGSTOP' }],
  })
}, 60_000)
