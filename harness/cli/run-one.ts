import { gradeBatch } from '../batch/grade-batch.ts'
import { openSlots } from '../batch/slots.ts'
import type { Job } from '../batch/protocol.ts'
import type { Config } from '../config/schema.ts'
import type { Submission } from '../intake/submission.ts'
import type { FailureReport, Report } from '../judge/report.ts'
import { isOurFault } from '../judge/verdict.ts'
import { chooseLab } from '../lab/probe.ts'
import { UsageError } from '../lib/errors.ts'
import { jsonText } from '../lib/json.ts'
import { renderLadder } from '../report/terminal/ladder.ts'
import { renderReport } from '../report/terminal/submission.ts'
import { deliveryWord } from '../transcript/delivery.ts'
import { ladder } from '../transcript/ladder.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { exitCodes } from './exit-codes.ts'
import { notes, plainNote } from './notes.ts'
import type { Opened } from './open.ts'
import { assertMachineFits } from './machine-fits.ts'
import { assertPortFree } from './port-free.ts'
import type { Words } from './options.ts'
import { paintFor, type Terminal } from './terminal.ts'
import { assertTrusted } from './trusted.ts'

/** What is run of one submission, and how its result is told. */
export type RunOne = {
  readonly submission: Submission
  readonly lab: Config['lab']
  readonly selection: Job['selection']
  /** Whose program it is: another's may run only where that is safe, or where `--trust` says so. */
  readonly of: 'own' | { readonly others: Words }
  readonly json: boolean
  /** Whether all that happened is told before the report. */
  readonly verbose: boolean
  /** The command that plays a failure of a check again. */
  readonly again: (check: string, failure: FailureReport) => string
}

/** Grades one submission and tells the result; returns the exit code. */
export async function runOne(terminal: Terminal, opened: Opened, what: RunOne): Promise<number> {
  const level = await chooseLab(what.lab)
  await assertMachineFits(opened.loaded.assignment, level, terminal.signal)
  if (what.of !== 'own') assertTrusted(level, what.of.others)
  assertPortFree(opened.loaded.assignment, level)
  plainNote(terminal, level)
  const transcripts: Transcript[] = []
  const [report] = await gradeBatch({
    ...opened,
    level,
    submissions: [what.submission],
    selection: what.selection,
    slots: openSlots(1, level.kind, [opened.loaded.assignment]),
    signal: terminal.signal,
    onMessage: notes(terminal),
    onGraded: async (_, all) => void transcripts.push(...all),
  })
  if (what.verbose && !what.json) tellAll(terminal, report!, transcripts)
  return tell(terminal, report!, what)
}

/** A play of each trial, moment by moment: the first that failed, else the first. */
function tellAll(terminal: Terminal, report: Report, transcripts: readonly Transcript[]): void {
  const { language, width } = terminal
  const paint = paintFor(terminal)
  for (const transcript of transcripts) {
    const { check, scenario, steps, plays } = transcript
    const failing = failingOf(report, transcript)
    const play = plays.find(({ delivery }) => deliveryWord(delivery) === failing) ?? plays[0]
    if (!play) continue
    terminal.out(paint.bold(`${check} · ${scenario} · ${deliveryWord(play.delivery)}`))
    const rungs = ladder(steps, play.events)
    for (const line of renderLadder(rungs, { language, width, paint })) terminal.out(line)
    terminal.out('')
  }
}

function failingOf(report: Report, { check, scenario, lens }: Transcript) {
  const checks = report.status === 'graded' ? report.checks : []
  const trials = checks.find(({ id }) => id === check)?.trials
  return trials?.find((trial) => trial.scenario === scenario && trial.lens === lens)?.failing
}

function tell(terminal: Terminal, report: Report, { json, again, selection }: RunOne): number {
  if (report.status === 'not-gradable') throw new UsageError('not-gradable', report.reason)
  const shown = selection.replay?.check
  const checks = report.checks.filter(({ id }) => shown === undefined || id === shown)
  if (json) terminal.out(jsonText(report))
  else {
    const { language, width } = terminal
    const score = shown === undefined ? 'shown' : 'left-out'
    const setting = { language, width, paint: paintFor(terminal), again, score } as const
    for (const line of renderReport({ ...report, checks }, setting)) terminal.out(line)
  }
  const lost = checks.some(({ verdict }) => verdict === 'fail' || verdict === 'skipped')
  const broken = checks.some(({ because }) => isOurFault(because))
  if (lost) return exitCodes.failed
  return broken ? exitCodes.unusable : exitCodes.done
}
