import { expect, test } from 'vitest'
import type { Happening } from '../transcript/event.ts'
import { judgePlay } from './play.ts'

const like = 'puerto 5000'
const socket = (port: number, family: 'ipv4' | 'ipv6' = 'ipv4') => ({
  address: family === 'ipv4' ? '127.0.0.1' : '::1',
  port,
  family,
})

/** What is said of a program that has announced some ports, and listens on others. */
function judge(ports: readonly number[], sockets: readonly ReturnType<typeof socket>[]) {
  const deaf: Happening = {
    kind: 'not-listening',
    port: 0,
    sockets: [...sockets],
    announced: { ports: [...ports], like },
    overloaded: false,
  }
  const verdict = judgePlay(
    { steps: [], framing: { kind: 'lines', end: '\n' } },
    { events: [{ ...deaf, atMs: 0 }] },
  )
  return verdict.kind === 'fail' ? verdict.cause : verdict.kind
}

test.each([
  [[], [], { kind: 'did-not-start', port: 0 }],
  [[5000], [], { kind: 'did-not-start', port: 0 }],
  [[], [socket(40_000)], { kind: 'not-announced', like }],
  [[5000], [socket(6000)], { kind: 'announced-elsewhere', announced: 5000, listens: 6000 }],
  [[5000], [socket(40_000)], { kind: 'announced-elsewhere', announced: 5000 }],
  [[40_001], [socket(40_000)], { kind: 'announced-elsewhere' }],
  [
    [4000, 5000],
    [socket(5000, 'ipv6')],
    { kind: 'listens-elsewhere', port: 5000, sockets: [socket(5000, 'ipv6')] },
  ],
])('announced %j, listens %j', (ports, sockets, cause) => {
  expect(judge(ports, sockets)).toEqual(cause)
})
