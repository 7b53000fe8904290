import { z } from 'zod'
import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/problems.ts'
import type { Text } from '../messages/text.ts'
import { notAbove } from '../messages/usage.ts'
import { allowedKeys } from './allowed-keys.ts'
import type { Path, Problem } from './problem.ts'

type Issue = z.core.$ZodIssue

/** What zod found in `input`, one sentence for each issue. */
export function explainIssues(
  schema: z.ZodType,
  input: unknown,
  issues: readonly Issue[],
): readonly Problem[] {
  return explainAll({ schema, input }, issues, [])
    .toSorted((left, right) => ranks[left.mistake] - ranks[right.mistake])
    .map(({ path, text }) => ({ path, text }))
}

/** A misspelt key comes first, because it explains the missing one, and that before all others. */
const ranks = { misspelt: 0, missing: 1, other: 2 } as const

type Found = Problem & { readonly mistake: keyof typeof ranks }

type Whole = { readonly schema: z.ZodType; readonly input: unknown }

function explainAll(whole: Whole, issues: readonly Issue[], parent: Path): readonly Found[] {
  return issues.flatMap((issue) => explain(whole, issue, parent))
}

function explain(whole: Whole, issue: Issue, parent: Path): readonly Found[] {
  const path = [
    ...parent,
    ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
  ]
  if (issue.code === 'unrecognized_keys') return unknownKeys(whole, path, issue.keys)
  if (issue.code === 'invalid_union') return explainUnion(whole, issue, path)
  if (issue.code === 'invalid_key') return wrongKey(path, issue.issues)
  const value = valueAt(whole.input, path)
  return [{ path, text: sentence(issue, path, value), mistake: mistakeIn(value) }]
}

function mistakeIn(value: unknown): Found['mistake'] {
  return value === undefined ? 'missing' : 'other'
}

function unknownKeys(whole: Whole, path: Path, keys: readonly string[]): readonly Found[] {
  const allowed = allowedKeys(whole.schema, whole.input, path)
  return keys.map((key) => {
    const near = didYouMean(key, allowed)
    const text = say.unknownKey(key, near, allowed)
    return { path: [...path, key], text, mistake: near === undefined ? 'other' : 'misspelt' }
  })
}

/** The key of a record breaks the rule for keys. */
function wrongKey(path: Path, rules: readonly Issue[]): readonly Found[] {
  return rules.map((rule) => ({ path, text: sentence(rule, path, path.at(-1)), mistake: 'other' }))
}

type SizeIssue = Extract<Issue, { readonly code: 'too_small' }>
type UnionIssue = Extract<Issue, { readonly code: 'invalid_union' }>

/** Of several shapes the one that was meant: the one that does not differ as a whole. */
function explainUnion(whole: Whole, issue: UnionIssue, path: Path): readonly Found[] {
  const value = valueAt(whole.input, path)
  const mistake = mistakeIn(value)
  if (issue.errors.length === 0) {
    const options =
      'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
    return [{ path, text: oneOf(value, path, options), mistake }]
  }
  const fitting = issue.errors.find((branch) => !branch.some(isOfTheWhole))
  if (fitting) return explainAll(whole, fitting, path)
  const wanted = new Set(issue.errors.flatMap((branch) => branch.flatMap(expectedOf)))
  const text =
    value === undefined
      ? say.missingKey(String(path.at(-1)), [])
      : say.wrongType(value, [...wanted])
  return [{ path, text, mistake }]
}

/** Whether an issue says that the input itself, not a part of it, is another type or value. */
function isOfTheWhole({ code, path }: Issue): boolean {
  return (code === 'invalid_type' || code === 'invalid_value') && path.length === 0
}

function expectedOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_type') return [issue.expected]
  if (issue.code !== 'invalid_value') return []
  return issue.values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)))
}

function sentence(issue: Issue, path: Path, value: unknown): Text {
  if (issue.code === 'invalid_value') return oneOf(value, path, issue.values.map(String))
  if (issue.code === 'too_small') return tooSmall(issue, value)
  if (issue.code === 'too_big') return say.tooBig(value, Number(issue.maximum))
  if (issue.code !== 'invalid_type') return say.otherwise(value, issue.message)
  return value === undefined
    ? say.missingKey(String(path.at(-1)), [])
    : say.wrongType(value, [issue.expected])
}

function tooSmall({ minimum, inclusive }: SizeIssue, value: unknown): Text {
  return inclusive === false
    ? notAbove(Number(value), Number(minimum))
    : say.tooSmall(value, Number(minimum))
}

/** A value that is none of the known ones, or is missing. */
function oneOf(value: unknown, path: Path, options: readonly string[]): Text {
  if (value === undefined) return say.missingKey(String(path.at(-1)), options)
  const near = typeof value === 'string' ? didYouMean(value, options) : undefined
  return say.unknownValue(value, near, options)
}

/** The value at a path, as it can be shown; undefined where the path leads nowhere. */
function valueAt(input: unknown, path: Path): unknown {
  const found = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), input)
  if (typeof found === 'bigint') return `${found}n`
  // JSON, in which other numbers are shown, has no word for these.
  return typeof found === 'number' && !Number.isFinite(found) ? String(found) : found
}
