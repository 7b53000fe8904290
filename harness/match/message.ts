import { decodeWith } from '../assignment/codec.ts'
import type { Framing } from '../assignment/framing.ts'
import { messageBytesMax } from '../assignment/framing.ts'
import type { KeyRule, MessageMatcher } from '../assignment/matcher.ts'
import { framingOf, payloadBytes } from '../assignment/payload.ts'
import { equalBytes, indexOfBytes } from '../lib/bytes.ts'
import { announcedLength } from './framing.ts'
import { differenceOf, missedKey, readJson } from './json.ts'
import { shownParts, takeApart } from './parts.ts'

/**
 * What is to be said of bytes that should be one message, by `kind`:
 * - `right`: it is there, `used` bytes long with its frame;
 * - `cut-short`: more bytes may still make it; `announced` are in it, where its header says so;
 * - `length`: its header announces more than any message has; `swapped` are those that it would
 *   announce with its bytes in the other order;
 * - `invalid`: its codec says that it is none, and `why`;
 * - `not-json`, `differs`: it is whole and wrong, from `path` on where it is JSON.
 * `content` is what is inside of the frame.
 */
export type Seen =
  | { readonly kind: 'right'; readonly used: number; readonly content: Uint8Array }
  | { readonly kind: 'cut-short'; readonly content: Uint8Array; readonly announced?: number }
  | {
      readonly kind: 'length'
      readonly content: Uint8Array
      readonly announced: number
      readonly swapped: number
    }
  | { readonly kind: 'invalid'; readonly content: Uint8Array; readonly why: Why }
  | { readonly kind: 'not-json'; readonly content: Uint8Array }
  | { readonly kind: 'differs'; readonly content: Uint8Array; readonly path: string }

/** A sentence of the codec's author, in both languages. */
type Why = { readonly en: string; readonly es: string }

/** Looks at bytes of which the first ones should be a message. */
export function seeMessage(matcher: MessageMatcher, bytes: Uint8Array): Seen {
  const opened = open(framingOf(matcher), bytes)
  return opened.kind === 'whole' ? judge(matcher.data, opened) : opened
}

/** What the content should be, for people to see: JSON is shown without white space. */
export function wantedContent({ data }: MessageMatcher): Uint8Array {
  if (data.kind === 'parts') return shownParts(data.of)
  if (data.kind !== 'json-with') return payloadBytes(data)
  return new TextEncoder().encode(shownRule({ keys: data.keys }))
}

function shownRule(rule: KeyRule): string {
  if (typeof rule === 'string') return `<${rule}>`
  if ('value' in rule) return JSON.stringify(rule.value)
  if ('capture' in rule) return `<${rule.capture}>`
  if ('items' in rule) return `[${shownRule(rule.items)}]`
  const keys = Object.entries(rule.keys).map(
    ([key, inner]) => `${JSON.stringify(key)}:${shownRule(inner)}`,
  )
  return `{${keys.join(',')}}`
}

type Whole = { readonly kind: 'whole'; readonly content: Uint8Array; readonly used: number }
type Opened = Whole | Extract<Seen, { kind: 'cut-short' | 'length' | 'invalid' }>

function open(framing: Framing, bytes: Uint8Array): Opened {
  switch (framing.kind) {
    case 'lines': {
      const end = new TextEncoder().encode(framing.end)
      const at = indexOfBytes(bytes, end)
      return at < 0
        ? { kind: 'cut-short', content: bytes }
        : { kind: 'whole', content: bytes.subarray(0, at), used: at + end.length }
    }
    case 'length-prefixed':
      return openPrefixed(framing, bytes)
    case 'fixed':
      return sized(bytes, 0, framing.bytes)
    case 'until-close':
      return { kind: 'whole', content: bytes, used: bytes.length }
    case 'codec':
      return openEncoded(framing, bytes)
    default:
      return framing satisfies never
  }
}

function openPrefixed(
  framing: Extract<Framing, { kind: 'length-prefixed' }>,
  bytes: Uint8Array,
): Opened {
  const size = framing.bytes
  if (bytes.length < size) return { kind: 'cut-short', content: bytes.subarray(bytes.length) }
  const announced = announcedLength(framing, bytes, 0)
  if (announced <= messageBytesMax) return sized(bytes, size, announced)
  const endian = framing.endian === 'big' ? 'little' : 'big'
  const swapped = announcedLength({ ...framing, endian }, bytes, 0)
  return { kind: 'length', content: bytes.subarray(size), announced, swapped }
}

function openEncoded(framing: Extract<Framing, { kind: 'codec' }>, bytes: Uint8Array): Opened {
  const found = decodeWith(framing, bytes)
  switch (found.kind) {
    case 'message':
      return { kind: 'whole', content: found.payload, used: found.length }
    case 'incomplete':
      return { kind: 'cut-short', content: bytes }
    case 'invalid': {
      const { why } = found
      const text = typeof why === 'string' ? { en: why, es: why } : { en: why.en, es: why.es }
      return { kind: 'invalid', content: bytes, why: text }
    }
    default:
      return found satisfies never
  }
}

function sized(bytes: Uint8Array, start: number, announced: number): Opened {
  const used = start + announced
  const content = bytes.subarray(start, used)
  return bytes.length < used
    ? { kind: 'cut-short', content, announced }
    : { kind: 'whole', content, used }
}

function judge(data: MessageMatcher['data'], { content, used }: Whole): Seen {
  const right = { kind: 'right', used, content } as const
  if (data.kind !== 'json' && data.kind !== 'json-with') {
    return isContent(data, content) ? right : { kind: 'differs', content, path: '' }
  }
  const found = readJson(content)
  if (!found) return { kind: 'not-json', content }
  const path =
    data.kind === 'json' ? differenceOf(data.value, found.value) : missedKey(data.keys, found.value)
  return path === undefined ? right : { kind: 'differs', content, path }
}

type Exact = Exclude<MessageMatcher['data'], { kind: 'json' | 'json-with' }>

function isContent(data: Exact, content: Uint8Array): boolean {
  return data.kind === 'parts'
    ? takeApart(data.of, content) !== undefined
    : equalBytes(payloadBytes(data), content)
}
