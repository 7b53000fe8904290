import type { Payload } from '../assignment/payload.ts'

/** A payload as an expression of Python whose value is the same bytes. */
export function pythonBytes(payload: Payload): string {
  const times = payload.times === 1 ? '' : ` * ${payload.times}`
  return payload.kind === 'text'
    ? `${textLiteral(payload.text.toWellFormed())}.encode()${times}`
    : `bytes.fromhex("${payload.hex.replaceAll(/\s/g, '')}")${times}`
}

/** A long text that begins with the same again and again says so. */
function textLiteral(text: string): string {
  const repeats = /^(.{1,99}?)\1{9,}/su.exec(text)
  if (!repeats) return quoted(text)
  const [all, unit = ''] = repeats
  const rest = text.slice(all.length)
  const more = rest === '' ? '' : ` + ${quoted(rest)}`
  return `(${quoted(unit)} * ${all.length / unit.length}${more})`
}

/** JSON's escapes are Python's too. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(unseen, escaped)
}

/** Characters that nobody sees, or that turn others around. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu

function escaped(character: string): string {
  return `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`
}
