import { describe, expect, test } from 'vitest'
import { Step } from '../assignment/step.ts'
import { piecesOf } from '../plan/pieces.ts'
import type { Delivery } from './delivery.ts'
import type { Event } from './event.ts'
import { ladder } from './ladder.ts'

const steps = [
  { kind: 'connect', peer: 'ana' },
  { kind: 'send', peer: 'ana', data: 'ñandú\n' },
  { kind: 'expect', peer: 'ana', expected: 'x' },
  { kind: 'send', peer: 'ana', data: { kind: 'hex', hex: '00 ff', times: 2 } },
  { kind: 'connect', peer: 'beto' },
  { kind: 'send', peer: 'beto', data: { kind: 'text', text: 'y', times: 3 } },
  { kind: 'fence', peer: 'beto', data: 'z\n', expected: 'Z\n' },
].map((step) => Step.parse(step))

/** What is recorded when all of it is sent in this way. */
function played(delivery: Delivery): readonly Event[] {
  return [...piecesOf(steps, delivery, 1)].flatMap(([step, pieces]): readonly Event[] => {
    const peer = step < 5 ? 'ana' : 'beto'
    return [
      { kind: 'step', step, atMs: 0 },
      ...pieces.map(({ length }, index): Event => ({
        kind: 'sent',
        peer,
        bytes: length,
        further: index > 0,
        apart: 'proved',
        atMs: 1,
      })),
      { kind: 'received', peer, data: { text: 'x' }, atMs: 2 },
      { kind: 'step-ended', step, end: 'met', atMs: 3 },
    ]
  })
}

const sentBy = (delivery: Delivery) =>
  ladder(steps, played(delivery)).flatMap((rung) => ('sentBytes' in rung ? [rung.sentBytes] : []))

describe('a peer sends the bytes of its steps', () => {
  const all = [{ text: 'ñandú\n' }, { base64: 'AP8A/w==' }, { text: 'yyy' }, { text: 'z\n' }]

  test.each<Delivery>([
    { kind: 'whole' },
    { kind: 'slow-reader' },
    { kind: 'short-io', what: 'writes' },
  ])('$kind', (delivery) => {
    expect(sentBy(delivery)).toEqual(all)
  })

  test('cut, also through a character', () => {
    const [, ...others] = all
    expect(sentBy({ kind: 'cut', step: 1, at: 3 })).toEqual([
      { text: 'ña' },
      { text: 'ndú\n' },
      ...others,
    ])
    expect(sentBy({ kind: 'cut', step: 1, at: 1 })).toEqual([
      { base64: 'ww==' },
      { base64: 'sWFuZMO6Cg==' },
      ...others,
    ])
  })

  test('in pieces', () => {
    const cuts = [
      { step: 1, at: [2, 4] },
      { step: 5, at: [1] },
    ]
    expect(sentBy({ kind: 'pieces', cuts })).toEqual([
      { text: 'ñ' },
      { text: 'an' },
      { text: 'dú\n' },
      { base64: 'AP8A/w==' },
      { text: 'y' },
      { text: 'yy' },
      { text: 'z\n' },
    ])
  })

  test('byte by byte', () => {
    expect(sentBy({ kind: 'bytewise' }).slice(-5)).toEqual([
      { base64: '/w==' },
      ...['y', 'y', 'y', 'z\n'].map((text) => ({ text })),
    ])
  })

  test('coalesced', () => {
    expect(sentBy({ kind: 'coalesced' })).toEqual([
      { base64: 'w7FhbmTDugoA/wD/' },
      { text: 'yyy' },
      { text: 'z\n' },
    ])
  })
})

test('all else is as it was, and more than there is to send is nothing', () => {
  const events = played({ kind: 'whole' })
  const others = (some: readonly Event[]) => some.filter(({ kind }) => kind !== 'sent')
  expect(others(ladder(steps, events))).toEqual(others(events))
  const [, sent] = events
  expect(ladder([], [sent!])).toEqual([{ ...sent, sentBytes: { text: '' } }])
})

test('a peer that had to try again has tried once', () => {
  const events: readonly Event[] = [
    { kind: 'connecting', peer: 'ana', atMs: 0 },
    { kind: 'refused', peer: 'ana', code: 'ECONNREFUSED', atMs: 1 },
    { kind: 'connecting', peer: 'beto', atMs: 2 },
    { kind: 'connecting', peer: 'ana', atMs: 3 },
    { kind: 'refused', peer: 'ana', code: 'ECONNREFUSED', atMs: 4 },
    { kind: 'connected', peer: 'beto', atMs: 5 },
  ]
  expect(ladder([], events)).toEqual(events.slice(2))
})

test('a datagram that was sent has the bytes of its step; where the step is another one it has none', () => {
  const asked = [
    { kind: 'open', peer: 'ana' },
    { kind: 'sendDatagram', peer: 'ana', data: 'hola' },
  ].map((step) => Step.parse(step))
  const sent = (step: number): Event => ({ kind: 'datagram-sent', peer: 'ana', step, atMs: 1 })
  expect(ladder(asked, [sent(1), sent(0), sent(2)])).toEqual([
    { ...sent(1), sentBytes: { text: 'hola' } },
    sent(0),
    sent(2),
  ])
})
