import { readFile, stat } from 'node:fs/promises'
import { extname, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { z } from 'zod'
import { codeOf, messageOf, UsageError } from '../lib/errors.ts'
import * as say from '../messages/files.ts'
import { jsonFault } from './json-fault.ts'
import { explainIssues } from './issues.ts'
import { missingImport } from './missing-import.ts'
import type { Path, Problem } from './problem.ts'
import { placeInCode, type Place } from './locate.ts'

/** Plain data from a file, with the way back from a path in it to a place in the file. */
export type SourceData = {
  readonly value: unknown
  locate(path: Path): (Place & { readonly file?: string }) | undefined
}

const fileBytesMax = 1024 * 1024

/** Reads a `.ts`, `.mts`, `.js`, `.mjs` (its default export), `.yaml`, `.yml` or `.json` file. */
export async function readData(file: string): Promise<SourceData> {
  const status = await stat(file).catch((error: unknown) => {
    throw new UsageError('file', say.unreadable(shownPath(file), codeOf(error) ?? ''))
  })
  if (!status.isFile()) throw new UsageError('file', say.unreadable(shownPath(file), 'EISDIR'))
  if (status.size > fileBytesMax) {
    throw new UsageError('file', say.tooLarge(shownPath(file), fileBytesMax))
  }
  switch (extname(file)) {
    case '.yaml':
    case '.yml':
      return parseYaml(file, await readText(file))
    case '.json':
      return parseJson(file, await readText(file))
    default:
      return importModule(file)
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError('file', say.unreadable(shownPath(file), codeOf(error) ?? ''))
  })
}

/** What reads YAML is loaded where it is needed: an assignment in TypeScript needs none of it. */
async function parseYaml(file: string, text: string): Promise<SourceData> {
  const { LineCounter, parseDocument } = await import('yaml')
  const { placeInDocument } = await import('./place-in-document.ts')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const error = document.errors[0]
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    throw new UsageError('syntax', say.syntax(`${shownPath(file)}:${line}:${col}`, error.message))
  }
  try {
    const value: unknown = document.toJS()
    return { value, locate: (path) => placeInDocument(document, lines, path) }
  } catch (thrown) {
    throw new UsageError('syntax', say.syntax(shownPath(file), messageOf(thrown)))
  }
}

/** JSON is read by the YAML parser for its positions, after it has proved to be JSON. */
async function parseJson(file: string, text: string): Promise<SourceData> {
  try {
    JSON.parse(text)
  } catch (thrown) {
    const message = messageOf(thrown)
    const before = text.slice(0, jsonFault(text)).split('\n')
    const place = `${shownPath(file)}:${before.length}:${before.at(-1)!.length + 1}`
    // The engine quotes the text around the fault, with its line breaks; the place says it better.
    const fault = message.replace(/, [^,]*"[^]* is not valid JSON$| in JSON at position.*$/, '')
    throw new UsageError('syntax', say.syntax(place, fault))
  }
  return parseYaml(file, text)
}

async function importModule(file: string): Promise<SourceData> {
  const loaded: unknown = await import(pathToFileURL(file).href).catch((thrown: unknown) => {
    const place = placeOfError(file, thrown)
    const missing = missingImport(file, thrown)
    if (missing) throw new UsageError('syntax', say.notImported(place, missing))
    throw new UsageError('syntax', say.syntax(place, messageOf(thrown).split('\n')[0]!))
  })
  const value = Reflect.get(Object(loaded), 'default') as unknown
  if (value === undefined) throw new UsageError('file', say.noDefaultExport(shownPath(file)))
  return { value, locate: (path) => placeInCode(value, path) }
}

/** Node writes the place of a syntax error into the stack, as file:line. */
export function placeOfError(file: string, thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  const line = new RegExp(
    `${file.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}:(\\d+)(?::(\\d+))?`,
  ).exec(stack)
  return line
    ? `${shownPath(file)}:${line[1]}${line[2] === undefined ? '' : `:${line[2]}`}`
    : shownPath(file)
}

/** Validates data against a schema; the first mistake is told with its place in the file. */
export function parseData<S extends z.ZodType>(
  schema: S,
  file: string,
  data: SourceData,
): z.output<S> {
  const parsed = schema.safeParse(data.value)
  if (parsed.success) return parsed.data
  return failOn(file, data, explainIssues(schema, data.value, parsed.error.issues))
}

/** Throws the first problems, each with its place in the file, and how many more there are. */
export function failOn(file: string, data: SourceData, problems: readonly Problem[]): never {
  const shown = problems.slice(0, problemsShown).map(({ path, text }) => {
    const place = data.locate(path)
    const name = shownPath(place?.file ?? file)
    const where = place ? `${name}:${place.line}:${place.column}` : name
    return { place: where, path: pathText(path), text }
  })
  throw new UsageError('assignment', say.problems(shown, problems.length - shown.length))
}

const problemsShown = 3

/** A path as people write it: `checks[0].scenario[2].peer`. */
function pathText(path: Path): string {
  const shown = path
    .join('.')
    .replace(/scenarios\.main(?=\.|$)/, 'scenario')
    .split('.')
  return shown.reduce(
    (text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  )
}

/** A path as it is shown: relative to the working folder when it is below it. */
function shownPath(file: string): string {
  const short = relative(process.cwd(), file)
  return short === '' || short.startsWith('..') ? file : short
}
