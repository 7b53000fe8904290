import type { ProgramRule } from '../assignment/schema.ts'
import type { Config } from '../config/schema.ts'
import type { Text } from '../messages/text.ts'
import * as say from '../messages/usage.ts'

/** The entry file of a submission, or why there is not exactly one. */
export type EntryChoice =
  | {
      readonly kind: 'entry'
      readonly file: string
      readonly language: string
      /** Other files beside it that could have been the entry. */
      readonly passedOver: readonly string[]
    }
  | { readonly kind: 'none' | 'several'; readonly reason: Text }

/** What the choice is made from. */
export type EntryOptions = {
  readonly rule: ProgramRule
  readonly files: readonly string[]
  readonly languages: Config['languages']
  readonly shebangs: ReadonlySet<string>
}

/**
 * Chooses the entry file: its name without extension is one of the candidates, in any case, and its
 * extension belongs to a language. The file nearest to the top wins, then the earlier candidate.
 */
export function chooseEntry({ rule, files, languages, shebangs }: EntryOptions): EntryChoice {
  const fitting = files.flatMap((file) => {
    const language = languageOf(file, languages, shebangs)
    const candidate = candidateOf(file, rule.entry)
    if (language === undefined || candidate < 0) return []
    return [{ file, language, rank: [depthOf(file), candidate] as const }]
  })
  const makefile = makefileIn(files, languages)
  if (rule.build === 'make' || fitting.length === 0) {
    return makefile ?? { kind: 'none', reason: noEntry(rule, files) }
  }
  const best = fitting.toSorted((left, right) => compare(left.rank, right.rank))[0]
  if (!best) return { kind: 'none', reason: noEntry(rule, files) }
  const equals = fitting.filter(({ rank }) => compare(rank, best.rank) === 0)
  if (equals.length > 1) return several(equals)
  const beside = fitting.filter(({ file, rank }) => file !== best.file && rank[0] === best.rank[0])
  const passedOver = beside.map(({ file }) => file).toSorted()
  return { kind: 'entry', file: best.file, language: best.language, passedOver }
}

function noEntry({ entry, build }: ProgramRule, files: readonly string[]): Text {
  return build === 'make' ? say.noMakefile(files) : say.noEntry(entry, files)
}

/** The file that tells how to build a program: the one nearest to the top. */
function makefileIn(
  files: readonly string[],
  languages: Config['languages'],
): EntryChoice | undefined {
  const known = Object.entries(languages).flatMap(([language, { files: names }]) =>
    names.map((name, order) => ({ language, name, order })),
  )
  const found = files.flatMap((file) => {
    const name = file.slice(file.lastIndexOf('/') + 1)
    const one = known.find((each) => each.name === name)
    return one ? [{ file, language: one.language, rank: [depthOf(file), one.order] as const }] : []
  })
  const best = found.toSorted((left, right) => compare(left.rank, right.rank))[0]
  if (!best) return undefined
  const equals = found.filter(({ rank }) => compare(rank, best.rank) === 0)
  if (equals.length > 1) return several(equals)
  return { kind: 'entry', file: best.file, language: best.language, passedOver: [] }
}

function several(equals: readonly { readonly file: string }[]): EntryChoice {
  return { kind: 'several', reason: say.severalEntries(equals.map(({ file }) => file)) }
}

function depthOf(file: string): number {
  return file.split('/').length
}

/** Which of the names that an entry file may have is that of a file; -1 for none of them. */
export function candidateOf(file: string, entry: readonly string[]): number {
  return entry.findIndex((pattern) => fits(baseName(file), pattern))
}

type Rank = readonly [depth: number, candidate: number]

function compare(left: Rank, right: Rank): number {
  return left[0] - right[0] || left[1] - right[1]
}

function languageOf(
  file: string,
  languages: Config['languages'],
  shebangs: ReadonlySet<string>,
): string | undefined {
  const extension = /\.[^./]+$/.exec(file)?.[0].toLowerCase() ?? ''
  if (extension === '' && !shebangs.has(file)) return undefined
  return Object.entries(languages).find(([, { extensions }]) =>
    extensions.some((known) => known.toLowerCase() === extension),
  )?.[0]
}

function baseName(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return name.replace(/\.[^.]+$/, '')
}

/** Names in any case and any Unicode form; `*` stands for any characters. */
function fits(name: string, pattern: string): boolean {
  const parts = normal(pattern).split('*').map(escape)
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(normal(name))
}

function normal(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
}
