import { payloadBytes, type Payload } from './payload.ts'

/** A value that a step has captured: a text, bytes that are none, or a value of JSON. */
export type Captured = Extract<Payload, { readonly kind: 'text' | 'hex' | 'json' }>

type Reference = { readonly kind: 'captured'; readonly name: string }

/** The names of the captured values that a step, or a part of one, uses. */
export function namesUsedIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if (isReference(data)) return [data.name]
  return Object.values(data).flatMap(namesUsedIn)
}

/** The same step, or part of one, with what was captured in the place of its names. */
export function withCaptured<T>(data: T, values: ReadonlyMap<string, Captured>): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a payload stands for a payload
  return fill(data, values, 'payload') as T
}

type Place = 'payload' | 'json'

function fill(data: unknown, values: ReadonlyMap<string, Captured>, place: Place): unknown {
  if (typeof data !== 'object' || data === null) return data
  if (isReference(data)) {
    const value = values.get(data.name)
    if (value === undefined) return data
    return place === 'json' ? jsonOf(value) : value
  }
  if (Array.isArray(data)) return data.map((item: unknown) => fill(item, values, place))
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [
      key,
      fill(item, values, key === 'value' ? 'json' : place),
    ]),
  )
}

function isReference(data: object): data is Reference {
  return 'kind' in data && data.kind === 'captured' && 'name' in data
}

/** Inside of JSON a text is a string, and bytes that are no text cannot be. */
function jsonOf(value: Captured): unknown {
  return value.kind === 'json' ? value.value : Buffer.from(payloadBytes(value)).toString('utf8')
}
