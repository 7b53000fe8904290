/** How a paragraph is set: the text before its first line, and before the others. */
export type Indent = { readonly first: string; readonly rest: string }

/** Wraps a text at spaces to lines of at most `width` columns; a longer word is cut. */
export function wrap(text: string, width: number, { first, rest }: Indent): readonly string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  const flush = () => {
    lines.push(line)
    line = rest
    empty = true
  }
  for (const word of text.split(' ')) {
    for (const piece of pieces(word, width - columns(rest))) {
      if (!empty && columns(line) + 1 + columns(piece) > width) flush()
      line = empty ? `${line}${piece}` : `${line} ${piece}`
      empty = false
    }
  }
  flush()
  return lines
}

/** The word in pieces that fit a line of their own. */
function pieces(word: string, width: number): readonly string[] {
  const found: string[] = []
  let piece = ''
  for (const character of word) {
    if (columns(piece + character) > Math.max(width, 1)) {
      found.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...found, piece]
}

/** East Asian wide characters and pictures take two columns (Unicode TR 11), marks take none. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** How many columns a text takes on a terminal. */
export function columns(text: string): number {
  let count = 0
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue
    count += wide.test(character) ? 2 : 1
  }
  return count
}
