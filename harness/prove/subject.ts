import type { Report } from '../judge/report.ts'
import type { Finding } from './finding.ts'

/** A program to grade, and what to make of its report. */
export type Subject = {
  readonly kind: 'reference' | 'fixture' | 'wrong-program'
  readonly name: string
  readonly folder: string
  readonly examine: (report: Report) => Finding['problem']
}
