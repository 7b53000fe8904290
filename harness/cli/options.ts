import { availableParallelism } from 'node:os'
import { Lens } from '../assignment/schema.ts'
import type { LoadedAssignment } from '../assignment/load.ts'
import type { Config } from '../config/schema.ts'
import { UsageError } from '../lib/errors.ts'
import { labKinds } from '../lib/lab-kind.ts'
import * as say from '../messages/cli.ts'
import type { Replay } from '../plan/trials.ts'
import type { Part } from '../prove/options.ts'
import { parseDelivery } from '../transcript/delivery.ts'

/** The options of all commands as commander gives them: words that are not looked at yet. */
export type Words = {
  readonly assignment?: string
  readonly out?: string
  readonly jobs?: string
  readonly resume?: boolean
  readonly seed?: string
  readonly part?: string
  readonly only?: readonly string[]
  readonly lens?: readonly string[]
  readonly scenario?: string
  readonly delivery?: string
  readonly verbose?: boolean
  readonly submissions?: string
  readonly json?: boolean
  readonly schema?: boolean
  readonly config?: string
  readonly lab?: string
  readonly lang?: string
  readonly trust?: boolean
  readonly role?: string
  readonly format?: string
}

/** The seed of all chance; 1 unless another is asked for. */
export function seedOf({ seed }: Words): number {
  return seed === undefined ? 1 : wholeNumber('--seed', seed, 0)
}

/** One of several equal parts of a proof; undefined for all of it. */
export function partOf({ part }: Words): Part | undefined {
  if (part === undefined) return undefined
  const [number = 0, count = 0] = /^(\d{1,2})\/(\d{1,2})$/.exec(part)?.slice(1).map(Number) ?? []
  if (number >= 1 && number <= count) return { number, count }
  throw new UsageError('option', say.notAPart('--part', part))
}

/** How many submissions are graded at a time; for each processor so many unless it is said. */
export function jobsOf({ jobs }: Words, perProcessor = 1): number {
  return jobs === undefined ? availableParallelism() * perProcessor : wholeNumber('--jobs', jobs, 1)
}

/** The lenses asked for, or undefined for all. */
export function lensesOf({ lens }: Words): Lens[] | undefined {
  return lens?.map((word) => choice('--lens', word, Lens.options))
}

/**
 * The one play that `--delivery` asks for: of the check that `--only` names, in its first scenario
 * unless `--scenario` names another. Undefined when all is to be played.
 */
export function replayOf(words: Words, { assignment }: LoadedAssignment): Replay | undefined {
  const { delivery: word, scenario: wanted, only = [] } = words
  if (word === undefined) return undefined
  const delivery = parseDelivery(word)
  if (!delivery) throw new UsageError('option', say.notADelivery(word))
  const check = assignment.checks.find(({ id }) => id === only[0])
  if (!check || only.length !== 1) throw new UsageError('option', say.deliveryOfWhichCheck)
  const names = Object.keys(check.scenarios)
  const scenario = wanted === undefined ? names[0]! : choice('--scenario', wanted, names)
  return { check: check.id, scenario, delivery }
}

/** How programs are isolated; the configuration's way unless another is asked for. */
export function labOf({ lab }: Words, config: Config): Config['lab'] {
  return lab === undefined ? config.lab : choice('--lab', lab, ['auto', ...labKinds] as const)
}

function wholeNumber(option: string, word: string, min: number): number {
  const value = Number(word)
  if (/^\d+$/.test(word) && Number.isSafeInteger(value) && value >= min) return value
  throw new UsageError('option', say.notANumber(option, word, min))
}

/** The choice that a word names, of the words that an option takes. */
export function choice<T extends string>(option: string, word: string, choices: readonly T[]): T {
  const chosen = choices.find((one) => one === word)
  if (chosen !== undefined) return chosen
  throw new UsageError('option', say.notAChoice(option, word, choices))
}
