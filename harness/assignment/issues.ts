import { z } from 'zod'
import { didYouMean } from '../lib/did-you-mean.ts'
import * as say from '../messages/problems.ts'
import type { Text } from '../messages/text.ts'
import { allowedKeys } from './allowed-keys.ts'
import type { Path, Problem } from './problem.ts'

type Issue = z.core.$ZodIssue

/** What zod found in `input`, one sentence for each issue. */
export function explainIssues(
  schema: z.ZodType,
  input: unknown,
  issues: readonly Issue[],
): readonly Problem[] {
  // A misspelt key first: it explains the missing one.
  const sorted = issues.toSorted((left, right) => rank(left) - rank(right))
  return sorted.flatMap((issue) => explain({ schema, input }, issue, []))
}

function rank({ code }: Issue): number {
  return code === 'unrecognized_keys' ? 0 : 1
}

type Whole = { readonly schema: z.ZodType; readonly input: unknown }

function explain(whole: Whole, issue: Issue, parent: Path): readonly Problem[] {
  const path = [
    ...parent,
    ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
  ]
  if (issue.code === 'unrecognized_keys') return unknownKeys(whole, path, issue.keys)
  if (issue.code !== 'invalid_union') return [{ path, text: sentence(whole, issue, path) }]
  if (issue.errors.length === 0) return [{ path, text: unknownKind(whole, issue, path) }]
  const fitting = issue.errors.find((branch) => !branch.some(isOtherType))
  if (fitting) return fitting.flatMap((inner) => explain(whole, inner, path))
  const wanted = issue.errors.flatMap((branch) => branch.flatMap(expectedOf))
  return [{ path, text: say.wrongType(valueAt(whole.input, path), [...new Set(wanted)]) }]
}

function unknownKeys(whole: Whole, path: Path, keys: readonly string[]): readonly Problem[] {
  const allowed = allowedKeys(whole.schema, whole.input, path)
  return keys.map((key) => ({
    path: [...path, key],
    text: say.unknownKey(key, didYouMean(key, allowed), allowed),
  }))
}

function unknownKind(whole: Whole, issue: Issue, path: Path): Text {
  const options =
    'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
  const value = valueAt(whole.input, path)
  if (value === undefined) return say.missingKey(String(path.at(-1)), options)
  return say.unknownValue(value, didYouMean(word(value), options), options)
}

/** Whether an issue only says that the input is of another type than this branch of a union. */
function isOtherType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

function expectedOf(issue: Issue): readonly string[] {
  return issue.code === 'invalid_type' ? [issue.expected] : []
}

function sentence(whole: Whole, issue: Issue, path: Path): Text {
  const value = valueAt(whole.input, path)
  if (issue.code === 'invalid_type') {
    return value === undefined
      ? say.missingKey(String(path.at(-1)), [])
      : say.wrongType(value, [issue.expected])
  }
  if (issue.code === 'invalid_value') {
    const options = issue.values.map(String)
    return say.unknownValue(value, didYouMean(word(value), options), options)
  }
  if (issue.code === 'too_small') return say.tooSmall(value, Number(issue.minimum))
  if (issue.code === 'too_big') return say.tooBig(value, Number(issue.maximum))
  return say.otherwise(value, issue.message)
}

/** A value as the word that was meant, where it is one. */
function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The value at a path of plain data, or undefined where the path leads nowhere. */
function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    input,
  )
}
