import { CommanderError, type Command } from 'commander'
import { didYouMean } from '../lib/did-you-mean.ts'
import { messageOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/cli.ts'
import type { Text } from '../messages/text.ts'

/** One clear sentence for whatever was thrown. */
export function complaintOf(error: unknown, program: Command): Text {
  if (error instanceof UsageError) return error.text
  if (error instanceof CommanderError) return complaintOfWords(error, program)
  return say.harnessFailed(messageOf(error))
}

/** What commander found, in our words: it names the word in quotes. */
function complaintOfWords(error: CommanderError, program: Command): Text {
  const word = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return say.unknownWord('option', word, didYouMean(word, optionsOf(program)))
    case 'commander.unknownCommand':
      return say.unknownWord('command', word, didYouMean(word, commandsOf(program)))
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

function optionsOf(program: Command): readonly string[] {
  return [program, ...program.commands].flatMap((command) =>
    command.options.flatMap(({ long }) => long ?? []),
  )
}
