import { expect, test } from 'vitest'
import { findCrash } from './uncaught.ts'

const code = (value: number) => ({ kind: 'code', code: value }) as const
const python =
  'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    sock.connect()\nConnectionRefusedError: [Errno 111] Connection refused\n'
const syntax =
  '  File "a.py", line 1\n    while True\n              ^\nSyntaxError: expected \':\'\n'
const thread =
  'Exception in thread Thread-1 (serve):\nTraceback (most recent call last):\n  File "a.py", line 2\nsocket.timeout: timed out\n'
const node =
  "node:events:495\n      throw er; // Unhandled 'error' event\n      ^\n\nError: connect ECONNREFUSED 127.0.0.1:9000\n    at TCPConnectWrap.afterConnect (node:net:1555:16)\n\nNode.js v20.20.2\n"
const java =
  'Exception in thread "main" java.net.ConnectException: Connection refused\n\tat Cliente.main(Cliente.java:5)\n'

test.each([
  ['a Python traceback', python, 1, 'ConnectionRefusedError: [Errno 111] Connection refused'],
  ['a Python syntax error', syntax, 1, "SyntaxError: expected ':'"],
  ['an exception in a Python thread, whatever the code', thread, 0, 'socket.timeout: timed out'],
  ['a Node stack', node, 1, 'Error: connect ECONNREFUSED 127.0.0.1:9000'],
  ['a Java stack', java, 1, 'java.net.ConnectException: Connection refused'],
])('%s is a crash', (_, stderr, exitCode, exception) => {
  const crash = findCrash(code(exitCode), stderr, [])
  expect(crash?.exit).toEqual(code(exitCode))
  expect(crash?.exception).toBe(exception)
})

test.each([
  ['a message', 'error: could not connect\n', 1],
  ['a traceback that was caught, and the end with code 0', python, 0],
  ['nothing', '', 7],
])('%s is no crash', (_, stderr, exitCode) => {
  expect(findCrash(code(exitCode), stderr, [])).toBeUndefined()
})

test('a Node program that threw something without a message', () => {
  const stderr = 'node:internal/process\n\nnull\n\nNode.js v20.20.2\n'
  expect(findCrash(code(1), stderr, [])?.exception).toBe('Error')
})

test('a fatal signal is a crash unless the scenario sent it', () => {
  const exit = { kind: 'signal', signal: 'SIGTERM' } as const
  expect(findCrash(exit, '', [])).toEqual({ exit })
  expect(findCrash(exit, '', ['SIGTERM'])).toBeUndefined()
})
