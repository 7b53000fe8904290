import { isUtf8 } from 'node:buffer'

/**
 * Text as it may be shown anywhere: control characters, escapes and bytes that are no text become
 * visible (`\n`, `\x1b`), so that nothing a program prints can steer a terminal; nor a CI runner,
 * which takes `##[error]` for a command wherever it stands (actions/runner, ActionCommand.cs).
 */
export function visible(text: string): string {
  return commandless(
    text.replaceAll(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\\]/gu,
      (character) => escapes[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`,
    ),
  )
}

/** A command as it may be shown anywhere: what a shell reads has its backslashes already. */
export function visibleCommand(command: string): string {
  return command.split('\\').map(visible).join('\\')
}

/** Takes the beginning of a CI runner's command out of a text, which may arise where two are joined. */
export function commandless(text: string): string {
  return text.replaceAll('##[', String.raw`##\u{5b}`)
}

const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
  '\\': '\\\\',
}

/** Raw bytes as visible text; bytes that are not UTF-8 are shown as `\xNN`. */
export function visibleBytes(raw: Uint8Array): string {
  return isUtf8(raw) ? visible(Buffer.from(raw).toString('utf8')) : commandless(visiblePieces(raw))
}

function visiblePieces(raw: Uint8Array): string {
  let shown = ''
  for (let start = 0; start < raw.length;) {
    const length = characterLength(raw, start)
    shown +=
      length === 0
        ? `\\x${raw[start]!.toString(16).padStart(2, '0')}`
        : visible(Buffer.from(raw.subarray(start, start + length)).toString('utf8'))
    start += Math.max(length, 1)
  }
  return shown
}

/** How many bytes the UTF-8 character at `start` has (RFC 3629); 0 when there is none. */
function characterLength(raw: Uint8Array, start: number): number {
  const length = lengthByLead(raw[start]!)
  if (length === 0 || start + length > raw.length) return 0
  try {
    strict.decode(raw.subarray(start, start + length))
    return length
  } catch {
    return 0
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead < 0xe0) return 2
  if (lead >= 0xe0 && lead < 0xf0) return 3
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0
}
