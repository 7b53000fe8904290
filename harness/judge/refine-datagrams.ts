import { payloadBytes } from '../assignment/payload.ts'
import { peersOf, type Step } from '../assignment/step.ts'
import { commonPrefixLength, decodeBytes, encodeBytes, equalBytes } from '../lib/bytes.ts'
import { expectedBytes } from '../match/match.ts'
import type { Event } from '../transcript/event.ts'
import type { Cause } from './cause.ts'

type Steps = readonly Step[]

/** What is behind a datagram that is not what it should be. */
export function refineWrongDatagram(
  { peer, expected, received }: Extract<Cause, { kind: 'wrong-datagram' }>,
  steps: Steps,
): Cause | undefined {
  if (expected === undefined) return undefined
  const wanted = decodeBytes(expected)
  const got = decodeBytes(received)
  if (got.length > 0 && got.length < wanted.length && isPrefix(got, wanted)) {
    return { kind: 'truncated-datagram', peer, size: wanted.length, received: got.length }
  }
  if (isJoined(got, expectedOf(steps, peer))) {
    return { kind: 'joined-datagrams', peer, expected, received }
  }
  const owner = steps.find(
    (step) => !peersOf(step).includes(peer) && expectedIn(step).some((one) => equalBytes(one, got)),
  )
  const isOwn = expectedOf(steps, peer).some((one) => equalBytes(one, got))
  if (owner?.kind !== 'expectDatagram' || isOwn) return undefined
  return { kind: 'answered-another-peer', peer: owner.peer, other: peer, data: encodeBytes(got) }
}

/** It had got an empty datagram, and ended after that. */
export function refineNoDatagram(
  { exit }: Extract<Cause, { kind: 'no-datagram' }>,
  before: Steps,
  events: readonly Event[],
): Cause | undefined {
  const number = before.findLastIndex(
    (step) => step.kind === 'sendDatagram' && payloadBytes(step.data).length === 0,
  )
  const empty = before[number]
  if (empty?.kind !== 'sendDatagram' || exit === undefined) return undefined
  const sent = events.findIndex((event) => event.kind === 'datagram-sent' && event.step === number)
  if (events.findIndex(({ kind }) => kind === 'exited') < sent) return undefined
  return { kind: 'ends-at-empty-datagram', peer: empty.peer, exit }
}

function isPrefix(part: Uint8Array, whole: Uint8Array): boolean {
  return commonPrefixLength(part, whole) === part.length
}

/** Whether it is one expected datagram with the beginning of another, or all of it, behind it. */
function isJoined(got: Uint8Array, all: readonly Uint8Array[]): boolean {
  return all.some((first) => {
    if (first.length === 0 || first.length >= got.length || !isPrefix(first, got)) return false
    const rest = got.subarray(first.length)
    return all.some((other) => other !== first && other.length > 0 && isPrefix(other, rest))
  })
}

function expectedOf(steps: Steps, peer: string): readonly Uint8Array[] {
  return steps.filter((step) => peersOf(step).includes(peer)).flatMap(expectedIn)
}

function expectedIn(step: Step): readonly Uint8Array[] {
  const bytes =
    step.kind === 'expectDatagram' ? expectedBytes(step.expected, new Uint8Array()) : undefined
  return bytes ? [bytes] : []
}
