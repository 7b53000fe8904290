import { gradeSubmission } from '../harness/grade/grade.ts'
import { prepare } from '../harness/grade/prepare.ts'
import type { Built, Site } from '../harness/grade/site.ts'
import type { Submission } from '../harness/intake/submission.ts'
import { nowMs } from '../harness/lib/clock.ts'
import { messageOf } from '../harness/lib/errors.ts'
import type { Transcript } from '../harness/transcript/transcript.ts'
import { amounts } from './amounts.ts'
import { gradeBare } from './bare.ts'
import { median, total } from './figures.ts'
import { phaseNames, phasesOf, programsOf, type Phases } from './phases.ts'
import { usedProcessor, usedSince, type Processor } from './processor.ts'
import { fixture, openSite, type Setting } from './setting.ts'
import { together, type Measured } from './table.ts'

/** Assignments whose correct Python program is graded. */
const assignments = ['greeting-server', 'line-server'] as const
const correct = 'python-correct'

/** What grading costs beside the bare minimum for the same plays. */
export async function measureOverhead(setting: Setting): Promise<Measured> {
  const all: Measured[] = []
  for (const id of assignments) {
    all.push(
      await measureAssignment(setting, id).catch((error: unknown) => {
        setting.signal.throwIfAborted()
        const remark = `The overhead of ${id} was not measured: ${messageOf(error)}.`
        return { sections: [], ratios: [], remarks: [remark] }
      }),
    )
  }
  return together(all)
}

type Grading = { readonly phases: Phases; readonly processor: Processor }
type Pair = { readonly ours: Grading; readonly bare: Grading; readonly transcripts: Transcripts }
type Transcripts = readonly Transcript[]

async function measureAssignment(setting: Setting, id: string): Promise<Measured> {
  const site = await openSite(setting, id)
  const submission = fixture(id, correct)
  const prepared = await prepare(site, {
    ...site.assignment,
    submission: submission.folder,
    written: [],
  })
  if (prepared.kind !== 'built') throw new Error(`${correct} could not be built`)
  const pairs: Pair[] = []
  try {
    while (pairs.length < amounts.overheadPairsCount) {
      pairs.push(await measurePair(site, submission, prepared.built))
    }
  } finally {
    await prepared.dispose()
  }
  return compare(`${id}, ${correct}`, pairs)
}

async function measurePair(site: Site, submission: Submission, built: Built): Promise<Pair> {
  const { transcripts, ...ours } = await gradeOurs(site, submission)
  const before = usedProcessor()
  const phases = await gradeBare(site, built, transcripts)
  return { ours, bare: { phases, processor: usedSince(before) }, transcripts }
}

async function gradeOurs(site: Site, submission: Submission) {
  const before = usedProcessor()
  const startMs = nowMs()
  const task = { selection: { seed: 1 }, onCheck: () => undefined }
  const { report, transcripts } = await gradeSubmission(site, submission, task)
  const phases = phasesOf(transcripts, nowMs() - startMs)
  if (report.score < report.maxScore) throw new Error(`${correct} lost points`)
  return { phases, processor: usedSince(before), transcripts }
}

function compare(name: string, pairs: readonly Pair[]): Measured {
  const row = (what: string, figure: (grading: Grading) => number) => {
    const [ours, bare] = [
      pairs.map((pair) => figure(pair.ours)),
      pairs.map((pair) => figure(pair.bare)),
    ]
    return { what, values: [median(ours), median(bare)], unit: 'ms' } as const
  }
  const { transcripts } = pairs[0]!
  const plays = transcripts.flatMap((one) => one.plays).length
  const programs = total(transcripts.map((one) => programsOf(one).length))
  return {
    sections: [
      {
        title: `Grading ${name}: ${plays} plays to ${programs} programs, medians of ${pairs.length}`,
        columns: ['enchufe', 'bare minimum'],
        rows: [
          ...phaseNames.map(([phase, what]) => row(what, ({ phases }) => phases[phase])),
          row('whole', wholeTime),
          row('processor time of its own', ({ processor }) => processor.ownMs),
          row('processor time of programs', ({ processor }) => processor.childrenMs),
        ],
      },
    ],
    ratios: [
      {
        what: `grading, to the bare minimum; ${name}`,
        value: medianRatio(pairs, wholeTime),
        atMost: amounts.overheadRatioMax,
      },
      { what: `the same in processor time; ${name}`, value: medianRatio(pairs, processorTime) },
    ],
    remarks: [],
  }
}

function medianRatio(pairs: readonly Pair[], figure: (grading: Grading) => number): number {
  return median(pairs.map(({ ours, bare }) => figure(ours) / figure(bare)))
}

function wholeTime({ phases }: Grading): number {
  return total(Object.values(phases))
}

function processorTime({ processor }: Grading): number {
  return processor.ownMs + processor.childrenMs
}
