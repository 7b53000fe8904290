import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import type { CodecFile } from './load-codec.ts'
import { failOn, parseData } from './read-data.ts'
import { findReferenceProblems } from './references.ts'
import { Assignment } from './schema.ts'
import { readSource } from './variant.ts'
import { withCodecs } from './with-codecs.ts'
import { asWritten, writtenProblems } from './written.ts'

/** An assignment with the file that it came from. */
export type LoadedAssignment = {
  readonly assignment: Assignment
  readonly file: string
  /** Of the validated data: the same assignment has the same hash, in whatever form it is written. */
  readonly hash: string
  /** Of a variant: the checks that its base has too, and which are proved there. */
  readonly inherited: readonly string[]
  /** The codecs of its own framings. */
  readonly codecs: readonly CodecFile[]
}

const hashDigits = 16

/** Loads and validates an assignment; a mistake is one sentence with file, line, column and path. */
export async function loadAssignment(file: string): Promise<LoadedAssignment> {
  const path = resolve(file)
  const { data, base, home } = await readSource(path)
  const parsed = parseData(Assignment, path, data)
  const written = writtenProblems(data.value)
  if (written.length > 0) failOn(path, data, written)
  const named = await withCodecs(parsed, dirname(home))
  if (named.problems.length > 0) failOn(path, data, named.problems)
  const { value: assignment, codecs } = named
  const problems = findReferenceProblems(assignment).map((one) => asWritten(data.value, one))
  if (problems.length > 0) failOn(path, data, problems)
  const digest = createHash('sha256').update(JSON.stringify(assignment)).digest('hex')
  const known = base === undefined ? undefined : Assignment.safeParse(base.value).data
  const inherited = known?.checks.map(({ id }) => id) ?? []
  return { assignment, file: path, hash: digest.slice(0, hashDigits), inherited, codecs }
}
