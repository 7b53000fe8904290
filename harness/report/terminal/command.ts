import { columns, wrap } from './wrap.ts'

/**
 * A command on as many lines as it needs, which a shell still reads as one: each but the last ends
 * with a backslash. They are indented unless a word must be cut, because a shell would see the space.
 * Quotes are not cut, because a shell would see the backslash: what they make too wide is one line.
 */
export function wrapCommand(command: string, width: number, indent: string): readonly string[] {
  const held = command.replaceAll(/'[^']*'|"[^"]*"/g, (quotes) => quotes.replaceAll(' ', heldSpace))
  const words = held.split(' ')
  const room = width - continued
  const fits = (word: string) => columns(indent) + columns(word) <= room
  if (words.some((word) => /['"]/.test(word) && !fits(word))) return [`${indent}${command}`]
  const margin = words.every(fits) ? indent : ''
  let left = held
  return wrap(held, room, { first: margin, rest: margin }).map((line) => {
    left = left.slice(line.length - margin.length)
    const end = left.startsWith(' ') ? ' \\' : '\\'
    left = left.trimStart()
    return (left === '' ? line : `${line}${end}`).replaceAll(heldSpace, ' ')
  })
}

/** No command can hold it. */
const heldSpace = '\0'

/** Columns of a space and a backslash. */
const continued = 2
