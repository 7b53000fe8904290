import type { Captured } from '../assignment/captured.ts'
import type { KeyRule } from '../assignment/matcher.ts'
import type { Step } from '../assignment/step.ts'
import { encodeBytes } from '../lib/bytes.ts'
import { readJson } from './json.ts'
import { seeMessage } from './message.ts'
import { takeApart } from './parts.ts'

type Expecting = Pick<Extract<Step, { readonly kind: 'expect' }>, 'expected' | 'as'>

/** What the bytes that fulfilled an expectation give to later steps, by the names that it says. */
export function capturesFrom(
  { expected, as }: Expecting,
  bytes: Uint8Array,
): readonly (readonly [string, Captured])[] {
  const whole = as === undefined ? [] : [[as, contentOf(bytes)] as const]
  if (expected.kind !== 'message') return whole
  const { data } = expected
  const seen = seeMessage(expected, bytes)
  if (seen.kind !== 'right') return whole
  if (data.kind === 'parts') {
    const parts = [...takeApart(data.of, seen.content)!]
    return [...whole, ...parts.map(([name, part]) => [name, contentOf(part)] as const)]
  }
  if (data.kind !== 'json-with') return whole
  return [...whole, ...fromRule({ keys: data.keys }, readJson(seen.content)?.value)]
}

/** Bytes as a text, where they are one. */
function contentOf(bytes: Uint8Array): Captured {
  const encoded = encodeBytes(bytes)
  return 'text' in encoded
    ? { kind: 'text', text: encoded.text, times: 1 }
    : { kind: 'hex', hex: Buffer.from(bytes).toString('hex'), times: 1 }
}

type FromJson = readonly (readonly [string, Captured])[]

function fromRule(rule: KeyRule, value: unknown): FromJson {
  if (typeof rule === 'string' || 'value' in rule) return []
  if ('capture' in rule) return [[rule.capture, jsonContent(value)]]
  if ('items' in rule) {
    return Object.values(Object(value)).flatMap((item) => fromRule(rule.items, item))
  }
  return Object.entries(rule.keys).flatMap(([key, inner]) =>
    fromRule(inner, Reflect.get(Object(value), key)),
  )
}

function jsonContent(value: unknown): Captured {
  if (typeof value === 'string') return { kind: 'text', text: value, times: 1 }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was read from JSON
  return { kind: 'json', value: value as Extract<Captured, { kind: 'json' }>['value'] }
}
