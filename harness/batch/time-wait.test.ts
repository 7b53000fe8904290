import { expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

/**
 * A server without SO_REUSEADDR that closes first, and says what the kernel keeps of that when its
 * client's end has come too (FIN_WAIT1 and FIN_WAIT2 are over).
 */
const closesFirst = `
import socket, time
s = socket.socket()
s.bind(('127.0.0.1', 9000))
s.listen()
c, _ = s.accept()
c.sendall(b'hi' + bytes([10]))
c.close()
input()
def states():
    rows = [line.split() for line in open('/proc/net/tcp')][1:]
    return [row[3] for row in rows if row[1].endswith(':2328')]
while '04' in states() or '05' in states():
    time.sleep(0.01)
print('kept [' + str(states().count('06')) + ']', flush=True)
s.close()
`

const scenario = (kept: number) => [
  { kind: 'connect', peer: 'ana' },
  { kind: 'expect', peer: 'ana', expected: 'hi\n' },
  { kind: 'expectClose', peer: 'ana' },
  { kind: 'stdin', data: '\n' },
  { kind: 'expectOutput', expected: { kind: 'contains', data: `kept [${kept}]` } },
  { kind: 'expectExit', code: 0 },
]

test('what is closed stays in the trials of a check that asks for it, and in no others', async () => {
  const graded = await gradeTexts({
    program: { role: 'server', port: { given: 'fixed', port: 9000 } },
    checks: {
      before: { scenario: scenario(0) },
      kept: { scenario: scenario(1), timeWait: 'kept', lenses: ['whole', 'slow-reader'] },
      after: { scenario: scenario(0) },
      again: { scenario: scenario(1), timeWait: 'kept' },
      fails: { scenario: scenario(7), timeWait: 'kept' },
      last: { scenario: scenario(0) },
    },
    texts: { 'server.py': closesFirst },
  })
  const { checks } = graded.get('server.py')!.report
  expect(checks.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['before', 'pass'],
    ['kept', 'pass'],
    ['after', 'pass'],
    ['again', 'pass'],
    ['fails', 'fail'],
    ['last', 'pass'],
  ])
})
