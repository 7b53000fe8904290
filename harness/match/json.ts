import type { KeyRule } from '../assignment/matcher.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The value of bytes that are JSON in UTF-8 (RFC 8259); undefined when they are not. */
export function readJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return { value }
  } catch {
    return undefined
  }
}

/**
 * Where two values of JSON differ first, as `values[2]`; empty where they differ as a whole,
 * undefined where they are equal. The order of keys does not matter.
 */
export function differenceOf(expected: unknown, value: unknown): string | undefined {
  return shown(different(expected, value))
}

/** Where a value does not have the keys that it must have, in the same form. */
export function missedKey(
  keys: Readonly<Record<string, KeyRule>>,
  value: unknown,
): string | undefined {
  if (typeOf(value) !== 'object') return ''
  const own = new Map(entriesOf(value))
  for (const [key, rule] of Object.entries(keys)) {
    const parts = own.has(key) ? missed(rule, own.get(key)) : []
    if (parts) return shown([key, ...parts])
  }
  return undefined
}

/** The way to a place inside a value. */
type Way = readonly (string | number)[]

function missed(rule: KeyRule, value: unknown): Way | undefined {
  if (typeof rule === 'object') return different(rule.value, value)
  return rule === 'anything' || rule === typeOf(value) ? undefined : []
}

function different(expected: unknown, value: unknown): Way | undefined {
  const type = typeOf(expected)
  if (type !== typeOf(value)) return []
  if (type !== 'array' && type !== 'object') return expected === value ? undefined : []
  const wanted = new Map(entriesOf(expected))
  const found = new Map(entriesOf(value))
  for (const key of new Set([...wanted.keys(), ...found.keys()])) {
    const both = wanted.has(key) && found.has(key)
    const way = both ? different(wanted.get(key), found.get(key)) : []
    if (way) return [type === 'array' ? Number(key) : key, ...way]
  }
  return undefined
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(Object(value))
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function shown(way: Way | undefined): string | undefined {
  return way
    ?.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
}
