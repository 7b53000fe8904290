import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadAssignment } from '../assignment/load.ts'
import { loadConfig } from '../config/load.ts'
import type { GradedReport } from '../judge/report.ts'
import { chooseLab } from '../lab/probe.ts'
import { HarnessError } from '../lib/errors.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { gradeBatch } from './grade-batch.ts'
import { openSlots } from './slots.ts'

/** Programs of a test's own, each the text of one file, by name: `good.py`. */
type Texts = Readonly<Record<string, string>>

/** What a test wants graded: programs against the parts of an assignment. */
type Sample = {
  readonly program: object
  readonly network?: object
  readonly files?: object
  readonly others?: object
  readonly checks: Readonly<Record<string, object>>
  readonly texts: Texts
  /** Files that each of them brings along, by their paths. */
  readonly beside?: Texts
  readonly lab?: 'lab' | 'net' | 'plain' | 'clock'
  readonly limits?: object
}

/** A graded program. */
export type Sampled = {
  readonly report: GradedReport
  readonly transcripts: readonly Transcript[]
}

/** Grades programs of a test's own in workers, as a batch does, one worker for all of them. */
export async function gradeTexts(sample: Sample): Promise<ReadonlyMap<string, Sampled>> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-sample-'))
  try {
    return await gradeIn(folder, sample)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeTexts(folder: string, texts: Texts): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

async function gradeIn(folder: string, sample: Sample): Promise<ReadonlyMap<string, Sampled>> {
  const { program, checks, texts, beside = {}, lab = 'net', limits = {}, ...parts } = sample
  const file = join(folder, 'assignment.json')
  const assignment = {
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: { entry: ['server', 'client'], ...program },
    framing: { kind: 'lines' },
    ...parts,
    checks: Object.entries(checks).map(([id, check]) => ({ id, points: 1, requirement, ...check })),
  }
  await writeFile(file, JSON.stringify(assignment))
  const { config } = await loadConfig(undefined, import.meta.dirname)
  const graded = new Map<string, Sampled>()
  const loaded = await loadAssignment(file)
  const level = await chooseLab(lab)
  await gradeBatch({
    loaded,
    config: { ...config, limits: { ...config.limits, ...limits } },
    level,
    slots: openSlots(1, level.kind, [loaded.assignment]),
    submissions: await Promise.all(
      Object.entries(texts).map(async ([name, text]) => {
        const entry = `${roleOf(program)}.${name.split('.').at(-1)}`
        await writeTexts(join(folder, name), { ...beside, [entry]: text })
        return { id: name, students: [], folder: join(folder, name) }
      }),
    ),
    selection: { seed: 1 },
    signal: new AbortController().signal,
    onMessage: () => undefined,
    async onGraded(report, transcripts) {
      if (report.status !== 'graded') throw new HarnessError(report.reason.en)
      graded.set(report.id, { report, transcripts })
    },
  })
  return graded
}

const requirement = { en: 'It MUST work.', es: 'DEBE funcionar.' }

function roleOf(program: object): string {
  return 'role' in program && program.role === 'client' ? 'client' : 'server'
}
