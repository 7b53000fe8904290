import type { Language, Text } from '../messages/text.ts'

const columns = 96

/** Sets a text as a comment, indented by so many columns. */
export type Commenter = (text: Text, indent?: number) => string

/** A comment of as many lines as it needs, each after `mark` and indented. */
export function commenter(mark: string, language: Language): Commenter {
  return (text, indent = 0) => {
    const start = `${' '.repeat(indent)}${mark} `
    const lines: string[] = []
    for (const word of text[language].split(' ')) {
      const longer = `${lines.at(-1)} ${word}`
      if (lines.length > 0 && start.length + longer.length <= columns) lines.splice(-1, 1, longer)
      else lines.push(word)
    }
    return lines.map((line) => `${start}${line}\n`).join('')
  }
}
