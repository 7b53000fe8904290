/**
 * A value as the text of a JSON file or of an answer in JSON. What steers a terminal or cannot be
 * seen (controls, direction marks, line separators) is escaped, which no reader of JSON notices.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(unseen, (characters) =>
    characters.replaceAll(unit, escaped),
  )
}

/** Line feeds are between values only: inside strings they are escaped already. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** UTF-16 units, of which some characters have two (RFC 8259, section 7). */
const unit = /[^]/g

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
