import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gradeSubmission } from '../harness/grade/grade.ts'
import type { Site } from '../harness/grade/site.ts'
import type { Submission } from '../harness/intake/submission.ts'
import { nowMs } from '../harness/lib/clock.ts'
import { messageOf } from '../harness/lib/errors.ts'
import { amounts } from './amounts.ts'
import { median } from './figures.ts'
import { hangingPrograms, type HangingProgram } from './hanging-programs.ts'
import { fixture, openSite, submissionIn, type Setting } from './setting.ts'
import type { Measured } from './table.ts'

const assignment = 'greeting-server'
const yardstick = 'python-correct'

type Times = { readonly hangingMs: number; readonly correctMs: number; readonly pythonMs: number }
type Timed = { readonly program: HangingProgram; readonly times: readonly Times[] }

/** Programs that wait for ever in every check, beside correct ones. */
export async function measureHang(setting: Setting): Promise<Measured> {
  const site = await openSite(setting, assignment)
  const all: Timed[] = []
  const remarks: string[] = []
  for (const program of hangingPrograms) {
    try {
      all.push({ program, times: await timesOf(site, program) })
    } catch (error) {
      setting.signal.throwIfAborted()
      remarks.push(`Hanging ${program.name} was not measured: ${messageOf(error)}.`)
    }
  }
  const middle = (times: readonly Times[], key: keyof Times) => median(times.map((one) => one[key]))
  return {
    sections: [
      {
        title: `Grading ${assignment}, medians of ${amounts.hangRoundsCount}`,
        columns: ['waits for ever', 'correct'],
        rows: all.map(({ program: { name }, times }) => ({
          what: name,
          values: [middle(times, 'hangingMs'), middle(times, 'correctMs')],
          unit: 'ms',
        })),
      },
    ],
    ratios: all.flatMap((timed) => ratiosOf(site, timed)),
    remarks,
  }
}

/** Hidden timers are waited for once in a submission, for as long as an answer may take. */
function ratiosOf({ config }: Site, { program, times }: Timed) {
  const { name } = program
  const limitMs = config.limits.answerMs
  const ratio = (to: 'pythonMs' | 'correctMs') =>
    median(times.map((one) => (one.hangingMs - limitMs) / one[to]))
  return [
    {
      what: `hanging ${name}, less one limit, to correct Python`,
      value: ratio('pythonMs'),
      atMost: amounts.hangRatioMax,
    },
    { what: `hanging ${name}, less one limit, to its correct fellow`, value: ratio('correctMs') },
  ]
}

async function timesOf(site: Site, program: HangingProgram): Promise<readonly Times[]> {
  const folder = await mkdtemp(join(site.folder, 'hanging-'))
  await writeFile(join(folder, program.file), program.text)
  const hanging = submissionIn(folder, 'hanging')
  const times: Times[] = []
  while (times.length < amounts.hangRoundsCount) {
    const pythonMs = await gradeTimed(site, fixture(assignment, yardstick))
    const isSame = program.correct === yardstick
    times.push({
      pythonMs,
      hangingMs: await gradeTimed(site, hanging),
      correctMs: isSame ? pythonMs : await gradeTimed(site, fixture(assignment, program.correct)),
    })
  }
  return times
}

async function gradeTimed(site: Site, submission: Submission): Promise<number> {
  const startMs = nowMs()
  const task = { selection: { seed: 1 }, onCheck: () => undefined }
  const { report } = await gradeSubmission(site, submission, task)
  if (report.status === 'not-gradable') throw new Error(report.reason.en)
  return nowMs() - startMs
}
