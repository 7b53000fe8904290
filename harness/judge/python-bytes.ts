import type { Framing } from '../assignment/framing.ts'
import { framingOf, payloadBytes, type Payload } from '../assignment/payload.ts'

/** A payload as an expression of Python whose value is the same bytes. */
export function pythonBytes(payload: Payload): string {
  switch (payload.kind) {
    case 'text':
      return `${textLiteral(payload.text.toWellFormed())}.encode()${times(payload)}`
    case 'hex':
      return `bytes.fromhex("${payload.hex.replaceAll(/\s/g, '')}")${times(payload)}`
    case 'json':
      return `${textLiteral(JSON.stringify(payload.value))}.encode()`
    case 'parts':
      return payload.of.map(pythonBytes).join(' + ')
    case 'captured':
      throw new Error(`What "${payload.name}" stands for is not known yet.`)
    case 'message':
      return framingOf(payload).kind === 'codec'
        ? `bytes.fromhex("${Buffer.from(payloadBytes(payload)).toString('hex')}")`
        : framed(framingOf(payload), pythonBytes(payload.data))
    default:
      return payload satisfies never
  }
}

/** The function of Python by which `pythonBytes` puts a length before a message. */
export const messageFunction = [
  'def message(data, size, order):',
  '    return len(data).to_bytes(size, order) + data',
] as const

function framed(framing: Framing, content: string): string {
  if (framing.kind === 'length-prefixed') {
    return `message(${content}, ${framing.bytes}, "${framing.endian}")`
  }
  return framing.kind === 'lines' ? `${content} + ${quoted(framing.end)}.encode()` : content
}

function times(payload: { readonly times: number }): string {
  return payload.times === 1 ? '' : ` * ${payload.times}`
}

/** A long text in which the same comes again and again says so. */
function textLiteral(text: string): string {
  const repeats = /^(.{0,99}?)((.{1,99}?)\3{9,})/su.exec(text)
  if (!repeats) return quoted(text)
  const [start, before = '', all = '', unit = ''] = repeats
  const rest = text.slice(start.length)
  const more = rest === '' ? '' : ` + ${quoted(rest)}`
  const lead = before === '' ? '' : `${quoted(before)} + `
  return `(${lead}${quoted(unit)} * ${all.length / unit.length}${more})`
}

/** JSON's escapes are Python's too; nothing may be a CI runner's command (see `commandless`). */
function quoted(text: string): string {
  const literal = JSON.stringify(text).replaceAll(unseen, escaped)
  return literal.replaceAll('##[', String.raw`##\u005b`)
}

/** Characters that nobody sees, or that turn others around. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu

function escaped(character: string): string {
  return `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`
}
