import { findAssignment, listAssignments } from '../assignment/find.ts'
import { loadAssignment } from '../assignment/load.ts'
import { loadConfig } from '../config/load.ts'
import { chooseLab, type LabLevel } from '../lab/probe.ts'
import * as say from '../messages/prove.ts'
import { prove as proveAssignment } from '../prove/prove.ts'
import type { Finding } from '../prove/finding.ts'
import { exitCodes } from './exit-codes.ts'
import { assertLabFits } from './lab-fits.ts'
import { notes, plainNote } from './notes.ts'
import { jobsOf, labOf, seedOf, type Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'

/** `enchufe prove`: proves the assignments named, or all that are known. */
export async function prove(
  terminal: Terminal,
  ids: readonly string[],
  words: Words,
): Promise<number> {
  const { config } = await loadConfig(words.config, process.cwd())
  const jobs = jobsOf(words)
  const seed = seedOf(words)
  const level = await chooseLab(labOf(words, config))
  plainNote(terminal, level)
  let wrong = 0
  const files = await filesOf(ids, config.specs)
  const all = await Promise.all(files.map(loadAssignment))
  for (const { assignment } of all) assertLabFits(assignment, level)
  for (const loaded of all) {
    wrong += await proveOne(terminal, { loaded, config, level, jobs, seed })
  }
  return wrong === 0 ? exitCodes.done : exitCodes.failed
}

async function filesOf(ids: readonly string[], folders: readonly string[]) {
  if (ids.length > 0) return Promise.all(ids.map((id) => findAssignment(id, folders)))
  return (await listAssignments(folders)).map(({ file }) => file)
}

type What = Omit<Parameters<typeof proveAssignment>[0], 'signal' | 'onMessage' | 'onFinding'> & {
  readonly level: LabLevel
}

async function proveOne(terminal: Terminal, what: What): Promise<number> {
  const { signal, language } = terminal
  const findings = await proveAssignment({
    ...what,
    signal,
    onMessage: notes(terminal),
    onFinding: (finding) => terminal.out(line(terminal, finding)),
  })
  const wrong = findings.filter(({ problem }) => problem !== undefined).length
  terminal.out(say.proved(what.loaded.assignment.id, wrong, findings.length)[language])
  terminal.out('')
  return wrong
}

function line(terminal: Terminal, { kind, name, problem }: Finding): string {
  const { language } = terminal
  const paint = paintFor(terminal)
  const what = `${say.kinds[kind][language]} ${name}`
  if (problem === undefined) return `${paint.green(say.outcomes.well[language])} ${what}`
  return `${paint.red(say.outcomes.wrong[language])} ${what}: ${problem[language]}`
}
