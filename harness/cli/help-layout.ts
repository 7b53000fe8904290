import type { Command, Help } from 'commander'
import { columns, wrap } from '../report/terminal/wrap.ts'

/** Below so many columns for what an item does that stands below its words, not beside them. */
const besideMin = 30
const indent = 2

/** Lays help out so that every line fits and none is cut inside a word; `title` translates headings. */
export function layOut(command: Command, width: number, title: (text: string) => string): Command {
  const usageStart = ' '.repeat(columns(title('Usage:')) + 1)
  return command.configureOutput({ getOutHelpWidth: () => width }).configureHelp({
    styleTitle: title,
    // By itself commander cuts nothing where there is little room, and terminals cut anywhere.
    minWidthToWrap: 1,
    styleUsage: (usage) =>
      wrap(usage, width, { first: usageStart, rest: ' '.repeat(indent * 2) })
        .join('\n')
        .slice(usageStart.length),
    formatItem: (term, termWidth, description) =>
      itemLines({ term, termWidth, description }, width),
  } satisfies Partial<Help>)
}

type Item = { readonly term: string; readonly termWidth: number; readonly description: string }

function itemLines({ term, termWidth, description }: Item, width: number): string {
  const beside = indent + termWidth + indent
  const [first, rest] = [' '.repeat(indent), ' '.repeat(indent * 2)]
  if (width - beside >= besideMin) {
    const head = `${first}${term}`.padEnd(beside)
    return wrap(description, width, { first: head, rest: ' '.repeat(beside) }).join('\n')
  }
  const words = wrap(term, width, { first, rest: ' '.repeat(indent * 3) })
  return [...words, ...wrap(description, width, { first: rest, rest })].join('\n')
}
