import { Command } from 'commander'
import { headings, help } from '../messages/help.ts'
import type { Language } from '../messages/text.ts'
import { version } from '../lib/version.ts'
import { layOut } from './help-layout.ts'
import type { Words } from './options.ts'
import type { Terminal } from './terminal.ts'

/** What a command does with its argument and options; it returns the exit code. */
type Action = (terminal: Terminal, argument: string, words: Words) => Promise<number>

/** The whole command line; `exit` is told the exit code of the command that ran. */
export function commandLine(terminal: Terminal, exit: (code: number) => void): Command {
  const { language } = terminal
  const program = new Command('enchufe')
    .description(help.program[language])
    .version(version, '--version', help.version[language])
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: () => undefined,
    })
    .helpOption('-h, --help', help.help[language])
    .helpCommand(false)
  // Every command takes over what is set here.
  layOut(program, terminal.width, (title) => headings[title]?.[language] ?? title)
  const run = (load: () => Promise<Action>) => async (argument: string, words: Words) => {
    const action = await load()
    exit(await action(terminal, argument, words))
  }
  addCheck(program, language, run(commands.check))
  addGrade(program, language, run(commands.grade))
  addRegrade(program, language, run(commands.regrade))
  addReplay(program, language, async (results: string, id: string, words: Words) => {
    const { replay } = await import('./replay.ts')
    exit(await replay(terminal, { results, id }, words))
  })
  addProve(program, language, async (ids: readonly string[], words: Words) => {
    const { prove } = await import('./prove.ts')
    exit(await prove(terminal, ids, words))
  })
  addShow(program, language, run(commands.show))
  addInit(program, language, run(commands.init))
  addDoctor(program, language, async (words: Words) => {
    const { doctor } = await import('./doctor.ts')
    exit(await doctor(terminal, words))
  })
  return program
}

/** Each is loaded when it is wanted: what all of them need together takes half a second to load. */
const commands = {
  check: async () => (await import('./check.ts')).check,
  grade: async () => (await import('./grade.ts')).grade,
  regrade: async () => (await import('./regrade.ts')).regrade,
  show: async () => (await import('./show.ts')).show,
  init: async () => (await import('./init.ts')).init,
} as const satisfies Readonly<Record<string, () => Promise<Action>>>

type Run = (argument: string, words: Words) => Promise<void>

function addCheck(program: Command, language: Language, run: Run): void {
  sub(program, 'check', language)
    .argument('[dir]', help.directory[language], '.')
    .option('-a, --assignment <id>', help.assignment[language])
    .option('--only <check>', help.only[language], several)
    .option('--lens <lens>', help.lens[language], several)
    .option('--scenario <name>', help.scenario[language])
    .option('--delivery <how>', help.delivery[language])
    .option('--verbose', help.verbose[language])
    .option('--json', help.json[language])
    .option('--seed <n>', help.seed[language])
    .option('--lab <level>', help.lab[language])
    .action(run)
}

function addGrade(program: Command, language: Language, run: Run): void {
  sub(program, 'grade', language)
    .argument('<submissions>', help.submissions[language])
    .option('-a, --assignment <id>', help.assignment[language])
    .option('-o, --out <dir>', help.out[language])
    .option('-j, --jobs <n>', help.jobs[language])
    .option('--resume', help.resume[language])
    .option('--seed <n>', help.seed[language])
    .option('--lab <level>', help.lab[language])
    .option('--trust', help.trust[language])
    .action(run)
}

function addRegrade(program: Command, language: Language, run: Run): void {
  sub(program, 'regrade', language)
    .argument('<results>', help.results[language])
    .option('-a, --assignment <id>', help.assignment[language])
    .action(run)
}

function addReplay(
  program: Command,
  language: Language,
  run: (results: string, id: string, words: Words) => Promise<void>,
): void {
  sub(program, 'replay', language)
    .argument('<results>', help.results[language])
    .argument('<submission>', help.submissionId[language])
    .option('--only <check>', help.only[language], several)
    .option('--submissions <dir>', help.submissionsAt[language])
    .option('-a, --assignment <id>', help.assignment[language])
    .option('--lab <level>', help.lab[language])
    .option('--trust', help.trust[language])
    .action(run)
}

function addProve(
  program: Command,
  language: Language,
  run: (ids: readonly string[], words: Words) => Promise<void>,
): void {
  sub(program, 'prove', language)
    .argument('[assignment...]', help.assignment[language])
    .option('-j, --jobs <n>', help.proveJobs[language])
    .option('--seed <n>', help.seed[language])
    .option('--part <k/n>', help.part[language])
    .option('--lab <level>', help.lab[language])
    .action(run)
}

function addShow(program: Command, language: Language, run: Run): void {
  sub(program, 'show', language)
    .argument('[assignment]', help.assignment[language])
    .option('--schema', help.schema[language])
    .action(run)
}

function addInit(program: Command, language: Language, run: Run): void {
  sub(program, 'init', language)
    .argument('[id]', help.newAssignment[language])
    .option('--role <role>', help.role[language])
    .option('--format <format>', help.format[language])
    .action(run)
}

function addDoctor(
  program: Command,
  language: Language,
  run: (words: Words) => Promise<void>,
): void {
  sub(program, 'doctor', language).option('--json', help.findings[language]).action(run)
}

/** A command with the options that every command has. */
function sub(
  program: Command,
  name: 'check' | 'grade' | 'regrade' | 'replay' | 'prove' | 'show' | 'init' | 'doctor',
  language: Language,
): Command {
  return program
    .command(name)
    .description(help[name][language])
    .option('--config <file>', help.config[language])
    .option('--lang <language>', help.lang[language])
}

function several(word: string, before: readonly string[] = []): readonly string[] {
  return [...before, word]
}
