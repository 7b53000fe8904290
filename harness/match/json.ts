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
  return shown(missed({ keys }, value))
}

/** The way to a place inside a value. */
type Way = readonly (string | number)[]

function missed(rule: KeyRule, value: unknown): Way | undefined {
  if (typeof rule === 'string') return isOfType(rule, value) ? undefined : []
  if ('value' in rule) return different(rule.value, value)
  if ('capture' in rule) return missed(rule.type ?? 'anything', value)
  if ('items' in rule) {
    return Array.isArray(value)
      ? missedIn(
          value.map((_, at) => [at, rule.items]),
          value,
        )
      : []
  }
  return typeOf(value) === 'object' ? missedIn(Object.entries(rule.keys), value) : []
}

type Rules = readonly (readonly [string | number, KeyRule])[]

function missedIn(rules: Rules, value: unknown): Way | undefined {
  const own = new Map(entriesOf(value))
  for (const [key, rule] of rules) {
    const way = own.has(String(key)) ? missed(rule, own.get(String(key))) : []
    if (way) return [key, ...way]
  }
  return undefined
}

function isOfType(type: string, value: unknown): boolean {
  return type === 'anything' || type === typeOf(value)
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
