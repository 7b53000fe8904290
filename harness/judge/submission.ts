import type { Check } from '../assignment/schema.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { judgeCheck, type JudgedCheck, type JudgeOptions } from './check.ts'

/** The check because of which this one is skipped: one that it depends on and that failed. */
export function blockedBy(check: Check, results: readonly JudgedCheck[]): string | undefined {
  return check.after.find((id) =>
    results.some(
      (result) =>
        result.check.id === id &&
        (result.verdict.kind === 'fail' || result.verdict.kind === 'skipped'),
    ),
  )
}

/** A check that is not run, because one that it depends on failed. */
export function skipCheck(check: Check, because: string): JudgedCheck {
  return { check, verdict: { kind: 'skipped', because }, trials: [], decisive: undefined }
}

/** Judges stored transcripts again; runs nothing. Checks come after those that they depend on. */
export function judgeSubmission(
  ordered: readonly Check[],
  transcripts: readonly Transcript[],
  options: JudgeOptions,
): readonly JudgedCheck[] {
  const results: JudgedCheck[] = []
  for (const check of ordered) {
    const because = blockedBy(check, results)
    results.push(
      because === undefined ? judgeCheck(check, transcripts, options) : skipCheck(check, because),
    )
  }
  return results
}
