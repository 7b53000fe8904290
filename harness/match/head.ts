import { fits, type Form } from '../assignment/pattern.ts'
import type { Head } from '../assignment/text-matcher.ts'
import { bounds } from '../lib/bounds.ts'
import { indexOfBytes } from '../lib/bytes.ts'
import { seeBody } from './body.ts'
import { readField, type Fields } from './fields.ts'
import type { Ending, SeenFault, SeenText, TextFault } from './seen-text.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Looks at bytes that should begin with a head of HTTP/1 (RFC 9112). */
export function seeHead(matcher: Head, bytes: Uint8Array, ending: Ending): SeenText {
  const head = readHead(matcher.first, bytes)
  if (head.kind !== 'head') return head
  const { first, fields, used } = head
  const fault = fieldFault(matcher.fields, fields)
  if (fault) return { kind: 'wrong', good: endOfLine(bytes), ...fault }
  const isAnswer = first.startsWith('HTTP/')
  return matcher.body
    ? seeBody(matcher.body, { fields, isAnswer, start: used, bytes, ending })
    : { kind: 'right', used }
}

type Read = {
  readonly kind: 'head'
  readonly first: string
  readonly fields: Fields
  readonly used: number
}

/** Its lines, up to the empty one. */
function readHead(wanted: Form, bytes: Uint8Array): Read | SeenFault {
  const fields = new Map<string, string>()
  let first: string | undefined
  let start = 0
  for (;;) {
    const end = indexOfBytes(bytes.subarray(start, bounds.headBytesMax), Uint8Array.of(lineFeed))
    if (end < 0)
      return unfinished({ bytes, start, wanted: first === undefined ? wanted : undefined })
    const line = readLine(bytes.subarray(start, start + end))
    const next = start + end + 1
    if (typeof line !== 'string') return { kind: 'wrong', good: start, ...line }
    if (first !== undefined && line === '') return { kind: 'head', first, fields, used: next }
    const fault = first === undefined ? firstFault(wanted, line) : readField(line, fields)
    if (fault) return { kind: 'wrong', good: start, ...fault }
    first ??= line
    start = next
  }
}

/** The text of a line, which ends with CRLF (RFC 9112, 2.2). */
function readLine(line: Uint8Array): string | TextFault {
  if (line.at(-1) !== carriageReturn) return { fault: 'line-end', received: line }
  return new TextDecoder().decode(line.subarray(0, -1))
}

function firstFault(wanted: Form, line: string): TextFault | undefined {
  if (fits(wanted.pattern, line)) return undefined
  return { fault: 'first-line', received: new TextEncoder().encode(line), wanted }
}

/** The line is not whole yet, or never will be. */
function unfinished({
  bytes,
  start,
  wanted,
}: {
  readonly bytes: Uint8Array
  readonly start: number
  readonly wanted: Form | undefined
}): SeenFault {
  const long = bytes.length >= bounds.headBytesMax
  return {
    kind: long ? 'wrong' : 'open',
    good: start,
    fault: long ? 'too-long' : 'cut-short',
    received: bytes.subarray(start),
    ...(wanted ? { wanted } : {}),
  }
}

function endOfLine(bytes: Uint8Array): number {
  return indexOfBytes(bytes, Uint8Array.of(lineFeed)) + 1
}

/** The first field that is not there, or has another value. */
function fieldFault(wanted: Head['fields'], fields: Fields): TextFault | undefined {
  for (const [name, form] of Object.entries(wanted)) {
    const value = fields.get(name.toLowerCase())
    if (value === undefined) {
      return { fault: 'missing-field', name, received: new Uint8Array(), wanted: form }
    }
    if (!fits(form.pattern, value)) {
      return { fault: 'field', name, received: new TextEncoder().encode(value), wanted: form }
    }
  }
  return undefined
}
