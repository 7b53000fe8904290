import type { z } from 'zod'
import { atCallSite } from './call-site.ts'
import type { Framing } from './framing.ts'
import type { KeyRule, Matcher } from './matcher.ts'
import type { Payload } from './payload.ts'
import type { Fault } from './relay.ts'

type PayloadInput = z.input<typeof Payload>
type MatcherInput = z.input<typeof Matcher>

/** Messages that end with `end`, a newline unless said otherwise. */
export function lines(end = '\n'): z.input<typeof Framing> {
  return atCallSite({ kind: 'lines', end }, lines)
}

/** Messages that begin with their length. */
export function lengthPrefixed(
  options: { bytes?: 1 | 2 | 4; endian?: 'big' | 'little' } = {},
): z.input<typeof Framing> {
  return atCallSite({ kind: 'length-prefixed', ...options }, lengthPrefixed)
}

/** Messages of `bytes` bytes each. */
export function fixed(bytes: number): z.input<typeof Framing> {
  return atCallSite({ kind: 'fixed', bytes }, fixed)
}

/** One message, which ends with the connection. */
export function untilClose(): z.input<typeof Framing> {
  return atCallSite({ kind: 'until-close' }, untilClose)
}

/** Messages as a codec of the course's own says, in a file beside the assignment: `codec('./codec.ts')`. */
export function codec(file: string): z.input<typeof Framing> {
  return atCallSite({ kind: 'codec', file }, codec)
}

/** The text repeated `times` times, as a payload. */
export function repeated(text: string, times: number): PayloadInput {
  return atCallSite({ kind: 'text', text, times }, repeated)
}

/** Bytes that are no text, as a payload: `hex('00 ff')`. */
export function hex(digits: string): PayloadInput {
  return atCallSite({ kind: 'hex', hex: digits }, hex)
}

/** Matches output that has these bytes in one piece, with anything around them. */
export function contains(data: PayloadInput): MatcherInput {
  return atCallSite({ kind: 'contains', data }, contains)
}

/** Matches exactly these bytes, next; the long form of writing just a string. */
export function exactly(data: PayloadInput): MatcherInput {
  return atCallSite({ kind: 'exactly', data }, exactly)
}

type AlternativeInput = Extract<Exclude<MatcherInput, string>, { kind: 'one-of' }>['of'][number]

/**
 * Matches one of these, next: `oneOf('a\nb\n', 'b\na\n')`, where the order is nobody's to decide. A
 * list is of things that come one after the other: `oneOf(['bye\n', end()], 'more\n')`.
 */
export function oneOf(...of: AlternativeInput[]): MatcherInput {
  return atCallSite({ kind: 'one-of', of }, oneOf)
}

/**
 * Matches all of these, next, each exactly once, in whatever order they come: bytes or messages,
 * `inAnyOrder('* beto entra\\n', '* carla entra\\n')`.
 */
export function inAnyOrder(...of: ItemInput[]): MatcherInput {
  return atCallSite({ kind: 'in-any-order', of }, inAnyOrder)
}

type ItemInput = Extract<Exclude<MatcherInput, string>, { kind: 'in-any-order' }>['of'][number]

/** Matches `length` bytes, next, whose SHA-256 (64 hexadecimal digits) is this one. */
export function hash(length: number, sha256: string): MatcherInput {
  return atCallSite({ kind: 'hash', length, sha256 }, hash)
}

/** Matches at least one byte, whatever it is. */
export function anything(): { kind: 'anything' } {
  return atCallSite({ kind: 'anything' }, anything)
}

/** JSON without white space, as a payload; inside `message` of an `expect` any JSON with that value. */
export function json<const T extends JsonInput>(value: T): { kind: 'json'; value: T } {
  return atCallSite({ kind: 'json', value }, json)
}

type JsonInput = Extract<PayloadInput, { kind: 'json' }>['value']

/**
 * In a `message` of an `expect`: a JSON object with at least these keys: `jsonWith({ error: 'string',
 * id: { value: 3 }, user: { keys: { name: 'string' } }, token: { capture: 'token' } })`.
 */
export function jsonWith(keys: Record<string, KeyRule>): {
  kind: 'json-with'
  keys: Record<string, KeyRule>
} {
  return atCallSite({ kind: 'json-with', keys }, jsonWith)
}

/**
 * In the `parts` of a message that is expected: at least one byte, until the next part or the end,
 * which later steps find under this name.
 */
export function capture(as: string): { kind: 'capture'; as: string } {
  return atCallSite({ kind: 'capture', as }, capture)
}

/** What an earlier step has captured, as a payload, a part of one, or a value inside of `json`. */
export function captured(name: string): { kind: 'captured'; name: string } {
  return atCallSite({ kind: 'captured', name }, captured)
}

/**
 * Bytes that are put together: `send('ana', parts('TOKEN ', captured('token'), '\\n'))`. In a message
 * that is expected some may be captured: `expect('ana', message(parts('TOKEN ', capture('token'))))`.
 */
export function parts<const T extends PartInput[]>(...of: T): { kind: 'parts'; of: T } {
  return atCallSite({ kind: 'parts', of }, parts)
}

type PartInput = Extract<Exclude<ContentInput, string>, { kind: 'parts' }>['of'][number]

type ContentInput = Extract<Exclude<MatcherInput, string>, { kind: 'message' }>['data']

/**
 * One message with this content in the assignment's framing, to send or to expect:
 * `send('ana', message(json({ op: 'sum' })))`, `expect('ana', message(json({ result: 6 })))`.
 */
export function message<const T extends ContentInput>(data: T): { kind: 'message'; data: T } {
  return atCallSite({ kind: 'message', data }, message)
}

type FaultInput = z.input<typeof Fault>

/** A fault of a relay: this datagram is lost. */
export function drop(datagram: number): FaultInput {
  return atCallSite({ kind: 'drop', datagram }, drop)
}

/** A fault of a relay: this datagram arrives twice. */
export function duplicate(datagram: number): FaultInput {
  return atCallSite({ kind: 'duplicate', datagram }, duplicate)
}

/**
 * A fault of a relay: this datagram arrives only after another one has come to the relay, the next
 * one unless `until` says which.
 */
export function hold(datagram: number, options: { until?: number } = {}): FaultInput {
  return atCallSite({ kind: 'hold', datagram, ...options }, hold)
}

/** A fault of a relay: every bit of this datagram's byte number `byte`, counted from 0, is turned. */
export function corrupt(datagram: number, byte: number): FaultInput {
  return atCallSite({ kind: 'corrupt', datagram, byte }, corrupt)
}
