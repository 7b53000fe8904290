import { expect, test } from 'vitest'
import { Faults } from '../assignment/relay.ts'
import { decodeBytes } from '../lib/bytes.ts'
import type { Event } from '../transcript/event.ts'
import { openDatagramPeer } from './datagram-peer.ts'
import { openHistory, type History } from './history.ts'

const { signal } = new AbortController()
const nowhere = { host: '127.0.0.1', port: 0, family: 'ipv4', asked: undefined } as const

function open(name: string, { record }: History) {
  const context = {
    record,
    receivedBytesMax: 10_000,
    reading: 'at-once',
    onEnd: () => undefined,
  } as const
  return openDatagramPeer(name, nowhere, context)
}

const textOf = (event: Event) =>
  'data' in event && event.data ? Buffer.from(decodeBytes(event.data)).toString() : ''

/** What happens to `beto`, to whom `ana` sends these, with a relay before one of them. */
async function played(behind: 'ana' | 'beto', faults: Faults, texts: readonly string[]) {
  const history = openHistory()
  using ana = await open('ana', history)
  using beto = await open('beto', history)
  if (behind === 'ana') ana.relay({ toProgram: faults, fromProgram: [] })
  else beto.relay({ toProgram: [], fromProgram: faults })
  for (const text of texts) {
    await ana.send(Buffer.from(text), { host: nowhere.host, port: beto.port })
  }
  const arrived = () =>
    history.events.some((event) => textOf(event) === 'end' && isOf('beto')(event))
  expect(await history.until(arrived, { limitMs: 5000, signal })).toBe('met')
  return history.events
}

const isOf = (name: string) => (event: Event) => event.kind === 'datagram' && event.peer === name

const faults = Faults.parse([
  { kind: 'drop', datagram: 1 },
  { kind: 'duplicate', datagram: 2 },
  { kind: 'hold', datagram: 3 },
])
const texts = ['a', 'b', 'c', 'd', 'end']

test.each(['ana', 'beto'] as const)('a relay before %s', async (behind) => {
  const events = await played(behind, faults, texts)
  expect(events.filter(isOf('beto')).map(textOf)).toEqual(['b', 'b', 'd', 'c', 'end'])
  const numbers = events
    .filter(isOf('beto'))
    .map((event) => ('number' in event ? event.number : undefined))
  // What the program sends is numbered by the relay that does something to it.
  expect(numbers).toEqual(
    behind === 'ana'
      ? [undefined, undefined, undefined, undefined, undefined]
      : [2, 2, undefined, 3, undefined],
  )
  const direction = behind === 'ana' ? 'to-program' : 'from-program'
  const relayed = events.filter(({ kind }) => kind === 'relayed')
  expect(relayed.map((event) => ({ ...event, atMs: 0 }))).toEqual(
    (
      [
        [1, 'dropped', 'a'],
        [2, 'duplicated', 'b'],
        [3, 'held', 'c'],
        [3, 'released', 'c'],
      ] as const
    ).map(([number, fate, text]) => ({
      kind: 'relayed',
      peer: behind,
      direction,
      number,
      fate,
      data: { text },
      atMs: 0,
    })),
  )
})
