import { z } from 'zod'
import { didYouMean } from '../lib/did-you-mean.ts'
import { messageOf, UsageError } from '../lib/errors.ts'
import * as sayFile from '../messages/files.ts'
import * as say from '../messages/references.ts'
import { placeInCode } from './locate.ts'
import { defaultsSchema, Parameters, type ParameterValue } from './parameters.ts'
import type { Path, Problem } from './problem.ts'
import { failOn, parseData, placeOfError, type SourceData } from './read-data.ts'
import type { Parametrized } from './with-parameters.ts'

type Values = Readonly<Record<string, ParameterValue>>

/** What may stand beside the assignment itself: the parameters on which it depends. */
const Declaration = z.looseObject({ parameters: Parameters.default({}) })

/** The parameters of an assignment; none for most. */
export function parametersOf(file: string, data: SourceData): Parameters {
  if (typeof data.value !== 'object' || data.value === null) return {}
  const { parameters } = parseData(Declaration, file, data)
  // That defaults are values which their parameters may have is asked once they are known to be some.
  if ('parameters' in data.value) parseData(defaultsSchema(parameters), file, data)
  return parameters
}

/**
 * An assignment for some values of its parameters. In TypeScript they are given to a function; in
 * YAML and JSON `${name}` stands for them: alone it is the value itself, within a text its text.
 * `$${name}` stands for `${name}`.
 */
export function instantiate(file: string, data: SourceData, values: Values): SourceData {
  const { value } = data
  if (isParametrized(value)) {
    const made = makeIn(file, value, values)
    return { value: made, locate: (path) => placeInCode(made, path) ?? data.locate([]) }
  }
  if (typeof value !== 'object' || value === null || !('parameters' in value)) return data
  const { parameters: _, ...rest } = value
  const problems: Problem[] = []
  const filled = fill(rest, [], { values, problems })
  if (problems.length > 0) failOn(file, data, problems)
  return { ...data, value: filled }
}

function isParametrized(value: unknown): value is Parametrized {
  return typeof value === 'object' && value !== null && 'make' in value && isCallable(value.make)
}

function isCallable(value: unknown): boolean {
  return typeof value === 'function'
}

function makeIn(file: string, { make }: Parametrized, values: Values): unknown {
  try {
    return make(values)
  } catch (thrown) {
    throw new UsageError('syntax', sayFile.syntax(placeOfError(file, thrown), messageOf(thrown)))
  }
}

type Filling = { readonly values: Values; readonly problems: Problem[] }

function fill(value: unknown, path: Path, filling: Filling): unknown {
  if (typeof value === 'string') return fillText(value, path, filling)
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => fill(item, [...path, index], filling))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fill(item, [...path, key], filling)]),
  )
}

function fillText(text: string, path: Path, { values, problems }: Filling): unknown {
  const valueOf = (name: string): ParameterValue => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined) return value
    const known = Object.keys(values)
    problems.push({ path, text: say.unknownParameter(name, didYouMean(name, known), known) })
    return name
  }
  const alone = /^\$\{([^{}]*)\}$/.exec(text)
  if (alone) return valueOf(alone[1]!)
  return text.replaceAll(/\$?\$\{([^{}]*)\}/g, (placeholder, name: string) =>
    placeholder.startsWith('$$') ? placeholder.slice(1) : textOf(valueOf(name)),
  )
}

function textOf(value: ParameterValue): string {
  return typeof value === 'object' ? `${value.from}-${value.to}` : String(value)
}
