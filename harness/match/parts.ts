import type { Part } from '../assignment/matcher.ts'
import { payloadBytes } from '../assignment/payload.ts'
import { commonPrefixLength, concatBytes, indexOfBytes } from '../lib/bytes.ts'

/**
 * What the captured parts of bytes are, by their names; undefined where these are not the parts. A
 * capture goes to the first place where the next part is, the last one to the end.
 */
export function takeApart(
  parts: readonly Part[],
  bytes: Uint8Array,
): ReadonlyMap<string, Uint8Array> | undefined {
  const found = new Map<string, Uint8Array>()
  let at = 0
  for (const [index, part] of parts.entries()) {
    const rest = bytes.subarray(at)
    const size =
      part.kind === 'capture' ? sizeOf(parts[index + 1], rest) : payloadBytes(part).length
    if (part.kind === 'capture') found.set(part.as, rest.subarray(0, size))
    const fits =
      part.kind === 'capture' ? size > 0 : commonPrefixLength(payloadBytes(part), rest) === size
    if (!fits) return undefined
    at += size
  }
  return at === bytes.length ? found : undefined
}

/** How many bytes a capture takes; none where there is nothing to take. */
function sizeOf(next: Part | undefined, rest: Uint8Array): number {
  if (next === undefined || next.kind === 'capture') return rest.length
  return indexOfBytes(rest.subarray(1), payloadBytes(next)) + 1
}

/** The parts for people to see, with names for what is captured: `TOKEN <token>`. */
export function shownParts(parts: readonly Part[]): Uint8Array {
  return concatBytes(
    parts.map((part) =>
      part.kind === 'capture' ? new TextEncoder().encode(`<${part.as}>`) : payloadBytes(part),
    ),
  )
}
