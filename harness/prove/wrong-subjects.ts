import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownPrograms, programOf } from '../assignment/program-of.ts'
import type { Assignment, Check, ProgramRule } from '../assignment/schema.ts'
import { chooseEntry } from '../intake/entry.ts'
import { readSubmission } from '../intake/read.ts'
import type { Report } from '../judge/report.ts'
import * as say from '../messages/prove.ts'
import type { Finding } from './finding.ts'
import type { ProofOptions } from './options.ts'
import type { Subject } from './subject.ts'
import { wrongLanguage, wrongProgramsFor, type WrongSource } from './wrong-programs.ts'

type Proved = Pick<ProofOptions, 'loaded' | 'config'>

/**
 * The wrong programs of every role that a submission has, each in a folder of its own below `parent`.
 * Where a submission has several programs the others there are right: the reference's.
 */
export async function wrongSubjects(options: Proved, parent: string): Promise<readonly Subject[]> {
  const { assignment } = options.loaded
  const roles = [...new Set(ownPrograms(assignment).map(({ role }) => role))]
  return Promise.all(
    roles
      .flatMap((role) => wrongProgramsFor(assignment, role))
      .map(async ({ name, role, source }): Promise<Subject> => {
        const folder = join(parent, name)
        await writeWrong(options, folder, { role, source })
        const checks = assignment.checks.filter((check) => takesPart(assignment, check, role))
        const allowed = checks.filter(({ fulfilledBy }) => fulfilledBy.includes(name))
        const examine = (report: Report) =>
          compare(
            passedOf(report, checks),
            allowed.map(({ id }) => id),
          )
        return { kind: 'wrong-program', name, folder, examine }
      }),
  )
}

async function writeWrong(
  { loaded: { assignment }, config }: Proved,
  folder: string,
  { role, source }: Pick<WrongSource, 'role' | 'source'>,
): Promise<void> {
  await mkdir(folder)
  const programs = ownPrograms(assignment)
  if (programs.length > 1) {
    await cp(join(config.references, assignment.id), folder, { recursive: true })
  }
  for (const rule of programs.filter((program) => program.role === role)) {
    const found = await readSubmission(folder, config.limits)
    const right =
      found.kind === 'files' && chooseEntry({ rule, languages: config.languages, ...found })
    if (right && right.kind === 'entry') await rm(join(folder, right.file))
    const entry = rule.entry[0]!.replaceAll('*', '')
    await writeFile(join(folder, `${entry}${wrongLanguage.ending}`), source(rule))
  }
}

/** Whether a program of the submission in this role is judged in a check, or started there. */
function takesPart(assignment: Assignment, check: Check, role: ProgramRule['role']): boolean {
  const { others = {} } = assignment
  const started = Object.values(check.scenarios)
    .flat()
    .flatMap((step) => (step.kind === 'startOther' ? [others[step.program]] : []))
  return (
    programOf(assignment, check).role === role ||
    started.some((other) => other?.from === 'submission' && other.role === role)
  )
}

function passedOf(report: Report, checks: readonly Check[]): readonly string[] {
  if (report.status === 'not-gradable') return [report.status]
  const ids = new Set(checks.map(({ id }) => id))
  return report.checks
    .filter(({ id, verdict }) => ids.has(id) && verdict === 'pass')
    .map(({ id }) => id)
}

function compare(passed: readonly string[], allowed: readonly string[]): Finding['problem'] {
  return passed.join() === allowed.join() ? undefined : say.passedOtherwise(passed, allowed)
}
