import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gradeBatch } from '../batch/grade-batch.ts'
import type { Submission } from '../intake/submission.ts'
import type { Report } from '../judge/report.ts'
import * as say from '../messages/prove.ts'
import type { Text } from '../messages/text.ts'
import { proveDuet } from './duet.ts'
import { loadFixtures, lostOf, type Fixture } from './expected.ts'
import type { Finding } from './finding.ts'
import { missingReference } from './missing-reference.ts'
import type { Part, ProofOptions } from './options.ts'
import type { Subject } from './subject.ts'
import { wrongLanguage } from './wrong-programs.ts'
import { wrongSubjects } from './wrong-subjects.ts'

/**
 * Proves an assignment: its reference scores full and gets along with its counterpart's, every
 * fixture loses exactly what it should, every wrong program passes only what it truly fulfils, and
 * every check is failed by some fixture.
 */
export async function prove(options: ProofOptions): Promise<readonly Finding[]> {
  const { loaded, config } = options
  const findings: Finding[] = []
  const tell = (finding: Finding) => {
    findings.push(finding)
    options.onFinding(finding)
  }
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-wrong-'))
  try {
    const fixtures = await loadFixtures(
      join(config.fixtures, loaded.assignment.id),
      loaded.assignment.checks.map(({ id }) => id),
    )
    // Wrong programs hang most, and what lasts longest had better not begin last.
    const subjects = [
      ...(await wrongSubjects(options, folder)),
      await referenceSubject(options),
      ...fixtures.map(fixtureSubject),
    ]
    const parts = await Promise.allSettled([
      gradeSubjects(options, partOf(subjects, options.part), tell),
      // Begun now: later it would wait for the programs of all other assignments.
      playDuet(options, tell),
    ])
    const broken = parts.find((part) => part.status === 'rejected')
    if (broken) throw broken.reason
    for (const finding of coverage(loaded, fixtures)) tell(finding)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return findings
}

async function playDuet(options: ProofOptions, tell: (finding: Finding) => void): Promise<void> {
  const duet = isFirst(options.part) ? await proveDuet(options) : undefined
  if (duet) tell(duet)
}

/** What is run once, and is no program of its own, is run with the first part. */
function isFirst(part: Part | undefined): boolean {
  return (part?.number ?? 1) === 1
}

function partOf<T>(all: readonly T[], part: Part | undefined): readonly T[] {
  return part ? all.filter((_, index) => index % part.count === part.number - 1) : all
}

async function referenceSubject({ loaded, config }: ProofOptions): Promise<Subject> {
  const folder = join(config.references, loaded.assignment.id)
  const missing = await missingReference(folder)
  return {
    kind: 'reference',
    name: loaded.assignment.id,
    folder,
    examine: (report) => missing ?? compare({}, lostOf(report)),
  }
}

function fixtureSubject({ name, folder, expected }: Fixture): Subject {
  const examine = (report: Report) => compare(expected.lost, lostOf(report))
  return { kind: 'fixture', name, folder, examine }
}

function compare(
  expected: Readonly<Record<string, string>>,
  observed: Readonly<Record<string, string>>,
): Finding['problem'] {
  const ids = [...new Set([...Object.keys(expected), ...Object.keys(observed)])]
  const same = ids.every((id) => expected[id] === observed[id])
  return same ? undefined : say.lostOtherwise(expected, observed)
}

async function gradeSubjects(
  options: ProofOptions,
  subjects: readonly Subject[],
  tell: (finding: Finding) => void,
): Promise<void> {
  const byId = new Map(subjects.map((subject) => [`${subject.kind}/${subject.name}`, subject]))
  const submissions: Submission[] = [...byId].map(([id, { folder }]) => ({
    id,
    students: [],
    folder,
  }))
  const { config } = options
  await gradeBatch({
    ...options,
    config: {
      ...config,
      languages: { ...config.languages, 'wrong-program': wrongLanguage.recipe },
    },
    submissions,
    selection: { seed: options.seed },
    async onGraded(report) {
      const { kind, name, examine } = byId.get(report.id)!
      const problem = examine(report)
      tell({ kind, name, problem: problem && say.withReasons(problem, reasonsIn(report)), report })
    },
  })
}

/** Why a report does not decide what it does not. */
function reasonsIn(report: Report): readonly Text[] {
  if (report.status === 'not-gradable') return [report.reason]
  return report.checks.flatMap(({ id, verdict, because, detail }) =>
    verdict === 'unjudged' ? [say.undecided(id, because ?? '', detail)] : [],
  )
}

/**
 * Whether every check is to be failed, not merely skipped, by some fixture; of a variant those that
 * its base does not have, because the others are proved there. That each fixture fails what it is to
 * fail is a finding of its own.
 */
function coverage(
  { assignment, inherited }: ProofOptions['loaded'],
  fixtures: readonly Fixture[],
): readonly Finding[] {
  const causes = fixtures.map(({ expected }) => expected.lost)
  const own = assignment.checks.filter(({ id }) => !inherited.includes(id))
  return own.map(({ id }) => ({
    kind: 'coverage',
    name: id,
    problem: causes.some((lost) => id in lost && lost[id] !== 'skipped')
      ? undefined
      : say.failedByNone,
    report: undefined,
  }))
}
