import { availableParallelism } from 'node:os'
import { Lens } from '../assignment/schema.ts'
import type { Config } from '../config/schema.ts'
import { UsageError } from '../lib/errors.ts'
import * as say from '../messages/cli.ts'

/** The options of all commands as commander gives them: words that are not looked at yet. */
export type Words = {
  readonly assignment?: string
  readonly out?: string
  readonly jobs?: string
  readonly resume?: boolean
  readonly seed?: string
  readonly only?: readonly string[]
  readonly lens?: readonly string[]
  readonly json?: boolean
  readonly schema?: boolean
  readonly config?: string
  readonly lab?: string
}

/** The seed of all chance; 1 unless another is asked for. */
export function seedOf({ seed }: Words): number {
  return seed === undefined ? 1 : wholeNumber('--seed', seed, 0)
}

/** How many submissions are graded at a time. */
export function jobsOf({ jobs }: Words): number {
  return jobs === undefined ? availableParallelism() : wholeNumber('--jobs', jobs, 1)
}

/** The lenses asked for, or undefined for all. */
export function lensesOf({ lens }: Words): Lens[] | undefined {
  return lens?.map((word) => choice('--lens', word, Lens.options))
}

/** How programs are isolated; the configuration's way unless another is asked for. */
export function labOf({ lab }: Words, config: Config): Config['lab'] {
  return lab === undefined ? config.lab : choice('--lab', lab, ['auto', 'net', 'plain'] as const)
}

function wholeNumber(option: string, word: string, min: number): number {
  const value = Number(word)
  if (/^\d+$/.test(word) && Number.isSafeInteger(value) && value >= min) return value
  throw new UsageError('option', say.notANumber(option, word, min))
}

function choice<T extends string>(option: string, word: string, choices: readonly T[]): T {
  const chosen = choices.find((one) => one === word)
  if (chosen !== undefined) return chosen
  throw new UsageError('option', say.notAChoice(option, word, choices))
}
