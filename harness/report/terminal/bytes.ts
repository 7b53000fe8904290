import { commonPrefixLength, decodeBytes, type Bytes } from '../../lib/bytes.ts'
import { commandless, visibleBytes } from '../../lib/quote.ts'
import { columns } from './wrap.ts'

/** Expected and received bytes above each other, with a caret under the first wrong one. */
export type Comparison = {
  readonly expected: string
  readonly received: string
  /** Spaces and a caret, or nothing when all that was received is right. */
  readonly caret: string
}

/** Sets two byte strings above each other in `width` columns, cut around the first difference. */
export function compareBytes(expected: Bytes, received: Bytes, width: number): Comparison {
  const source = decodeBytes(expected)
  const target = decodeBytes(received)
  const offset = startOfCharacter(source, commonPrefixLength(source, target))
  const context = Math.max(Math.floor(width / contextShare), 1)
  const start = startOfCharacter(source, Math.max(0, offset - context))
  const lead = start > 0 ? '…' : ''
  const before = `${lead}${visibleBytes(source.subarray(start, offset))}`
  return {
    expected: cut(commandless(`${before}${visibleBytes(source.subarray(offset))}`), width),
    received: cut(commandless(`${before}${visibleBytes(target.subarray(offset))}`), width),
    caret: `${' '.repeat(columns(before))}^`,
  }
}

const contextShare = 3

/** Steps back to where a UTF-8 character begins, so that none is cut in two (RFC 3629). */
function startOfCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset
  while (start > 0 && start < bytes.length && (bytes[start]! & 0xc0) === 0x80) start -= 1
  return start
}

function cut(text: string, width: number): string {
  if (columns(text) <= width) return text
  let shown = ''
  for (const character of text) {
    if (columns(shown) + columns(character) >= width) break
    shown += character
  }
  return `${shown}…`
}
