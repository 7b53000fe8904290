import { CommanderError, type Command } from 'commander'
import { didYouMean } from '../lib/did-you-mean.ts'
import { messageOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/cli.ts'
import type { Text } from '../messages/text.ts'

/** What commander has parsed, and from which words. */
type Line = { readonly program: Command; readonly argv: readonly string[] }

/** One clear sentence for whatever was thrown. */
export function complaintOf(error: unknown, line: Line): Text {
  if (error instanceof UsageError) return error.text
  if (error instanceof CommanderError) return complaintOfWords(error, line)
  return say.harnessFailed(messageOf(error))
}

/** What commander found, in our words: it names the word in quotes. */
function complaintOfWords(error: CommanderError, line: Line): Text {
  const word = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return say.unknownWord('option', word, didYouMean(word, optionsOf(line)))
    case 'commander.unknownCommand':
      return say.unknownWord('command', word, didYouMean(word, commandsOf(line.program)))
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
      return say.missingWord(word)
    case 'commander.excessArguments':
      return say.tooManyWords
    default:
      return { en: error.message, es: error.message }
  }
}

function commandsOf(program: Command): readonly string[] {
  return program.commands.map((command) => command.name())
}

/** Those of the program itself, and of the command that was given. */
function optionsOf({ program, argv }: Line): readonly string[] {
  const given = program.commands.filter((command) => argv.includes(command.name())).slice(0, 1)
  return [program, ...given].flatMap(({ options }) => options.flatMap(({ long }) => long ?? []))
}
