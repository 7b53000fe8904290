import { fits } from '../assignment/pattern.ts'
import type { Matches } from '../assignment/text-matcher.ts'
import { bounds } from '../lib/bounds.ts'
import { indexOfBytes } from '../lib/bytes.ts'
import type { Ending, SeenText } from './seen-text.ts'

type Line = { readonly text: Uint8Array; readonly used: number }

/** Looks for a line that fits: the next one, or any. */
export function seeLine(matcher: Matches, bytes: Uint8Array, ending: Ending): SeenText {
  const { form: wanted, line: which } = matcher
  const { lines, rest } = linesOf(matcher, bytes, ending)
  const candidates = which === 'next' ? lines.slice(0, 1) : lines
  const right = candidates.find(({ text }) => fitsLine(wanted.pattern, text))
  if (right) return { kind: 'right', used: right.used }
  const [next] = lines
  if (which === 'any') {
    const fault = next ? 'no-line' : 'cut-short'
    return { kind: 'open', good: 0, fault, received: bytes, wanted }
  }
  const received = next?.text ?? rest
  if (received.length > bounds.lineBytesMax)
    return { kind: 'wrong', good: 0, fault: 'too-long', received }
  return next
    ? { kind: 'wrong', good: 0, fault: 'line', received, wanted }
    : { kind: 'open', good: 0, fault: 'cut-short', received, wanted }
}

/** The lines that are whole; what comes last is one too when nothing can follow it. */
function linesOf(
  { end }: Matches,
  bytes: Uint8Array,
  ending: Ending,
): { readonly lines: readonly Line[]; readonly rest: Uint8Array } {
  const mark = new TextEncoder().encode(end)
  const lines: Line[] = []
  let start = 0
  for (;;) {
    const length = indexOfBytes(bytes.subarray(start), mark)
    if (length < 0) break
    const used = start + length + mark.length
    lines.push({ text: bytes.subarray(start, start + length), used })
    start = used
  }
  const rest = bytes.subarray(start)
  if (ending === 'open' || rest.length === 0) return { lines, rest }
  return { lines: [...lines, { text: rest, used: bytes.length }], rest: rest.subarray(rest.length) }
}

function fitsLine(pattern: string, text: Uint8Array): boolean {
  return text.length <= bounds.lineBytesMax && fits(pattern, new TextDecoder().decode(text))
}
