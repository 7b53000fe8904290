import type { Report } from '../judge/report.ts'
import type { Text } from '../messages/text.ts'

/**
 * One thing that `prove` has tried: a reference, the references of both sides together, a fixture,
 * a wrong program, or whether a check is failed by some fixture.
 */
export type Finding = {
  readonly kind: 'reference' | 'duet' | 'fixture' | 'wrong-program' | 'coverage'
  readonly name: string
  /** What is not as it should be; undefined when all is well. */
  readonly problem: Text | undefined
  /** The report, where a program was graded. */
  readonly report: Report | undefined
}
