import { CommanderError } from 'commander'
import { commandLine } from './command-line.ts'
import { complaintOf } from './complaint.ts'
import { exitCodes } from './exit-codes.ts'
import { assertLanguage, chooseLanguage, openTerminal } from './terminal.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interruption.abort(new Error('interrupted')))
}
// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', () => undefined)

const argv = process.argv.slice(2)
const terminal = openTerminal(chooseLanguage(argv, process.env), interruption.signal)
const program = commandLine(terminal, (code) => {
  process.exitCode = code
})
try {
  assertLanguage(argv)
  await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' })
} catch (error) {
  process.exitCode = exitCodeOf(error)
  if (process.exitCode === exitCodes.unusable) {
    terminal.note(`enchufe: ${complaintOf(error, { program, argv })[terminal.language]}`)
  }
}

function exitCodeOf(error: unknown): number {
  if (interruption.signal.aborted) return exitCodes.interrupted
  const shown = error instanceof CommanderError && error.exitCode === 0
  return shown ? exitCodes.done : exitCodes.unusable
}
