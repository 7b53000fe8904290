import { expect, test } from 'vitest'
import { fulfilled, openCase } from './case.ts'
import { judgeMessage } from './message.ts'

const view = { end: 'met', limitMs: undefined, atMs: 0, until: [], window: [] } as const
const expected = {
  kind: 'message',
  framing: { kind: 'lines', end: '\n' },
  data: { kind: 'json', value: 6 },
} as const

test('a message that is right is no failure', () => {
  const part = { peer: 'ana', bytes: Buffer.from('6.0\n'), view }
  expect(judgeMessage(openCase([]), expected, part)).toBe(fulfilled)
})

test('one that is wrong says what came and what should', () => {
  const part = { peer: 'ana', bytes: Buffer.from('7\n'), view }
  expect(judgeMessage(openCase([]), expected, part)).toEqual({
    kind: 'failed',
    timed: false,
    cause: {
      kind: 'wrong-message',
      peer: 'ana',
      fault: 'differs',
      expected: { text: '6' },
      received: { text: '7' },
      path: '',
    },
  })
})
