import type { TextFault } from './seen-text.ts'

/** The fields of a head, by their names in lower case. */
export type Fields = ReadonlyMap<string, string>

/**
 * Takes one line of a field into `fields` (RFC 9112, 5); says what is wrong with it, if anything.
 * Several lines with one name are one field, joined by commas (RFC 9110, 5.3).
 */
export function readField(line: string, fields: Map<string, string>): TextFault | undefined {
  const received = new TextEncoder().encode(line)
  if (/^[ \t]/.test(line)) return { fault: 'folded', received }
  const [, name, value] = /^([-!#$%&'*+.^_`|~0-9A-Za-z]+):[ \t]*(.*)$/s.exec(line) ?? []
  if (name === undefined || value === undefined) return { fault: 'no-field', received }
  const key = name.toLowerCase()
  const before = fields.get(key)
  const text = value.replace(/[ \t]+$/, '')
  fields.set(key, before === undefined ? text : `${before}, ${text}`)
  return undefined
}
