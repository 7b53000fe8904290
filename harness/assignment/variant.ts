import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import * as say from '../messages/references.ts'
import { Id } from './id.ts'
import { instantiate, parametersOf } from './instantiate.ts'
import { valuesSchema } from './parameters.ts'
import { failOn, parseData, readData, type SourceData } from './read-data.ts'
import { Text } from './text.ts'

/**
 * A variant of an assignment: the same with other values of its parameters, and an id of its own.
 * `base` is the assignment's file, seen from the variant's; `title` is the base's unless it is given.
 */
export const Variant = z.strictObject({
  base: z.string().min(1),
  id: Id,
  title: Text.optional(),
  with: z.record(z.string(), z.unknown()).default({}),
})

/**
 * The data of an assignment with its parameters' values in place, and of the base, if it has one.
 * `home` is the file in which its checks are written, from which files that it names count.
 */
export type Source = {
  readonly data: SourceData
  readonly base: SourceData | undefined
  readonly home: string
}

/** Reads an assignment's file, be it the assignment itself or a variant of another. */
export async function readSource(file: string): Promise<Source> {
  const data = await readData(file)
  if (isVariant(data.value)) return readVariant(file, data)
  return { data: withDefaults(file, data), base: undefined, home: file }
}

function isVariant(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'base' in value
}

function withDefaults(file: string, data: SourceData): SourceData {
  return instantiate(file, data, valuesSchema(parametersOf(file, data)).parse({}))
}

async function readVariant(file: string, data: SourceData): Promise<Source> {
  const { base: name } = parseData(Variant, file, data)
  const baseFile = resolve(dirname(file), name)
  const there = await stat(baseFile).catch(() => undefined)
  if (!there) failOn(file, data, [{ path: ['base'], text: say.noBase(name) }])
  const base = await readData(baseFile)
  if (isVariant(base.value)) failOn(file, data, [{ path: ['base'], text: say.variantOfVariant }])
  const values = valuesSchema(parametersOf(baseFile, base))
  const { id, title, with: given } = parseData(withValues(values), file, data)
  const made = instantiate(baseFile, base, given)
  const own = { id, ...(title ? { title } : {}) }
  return {
    home: baseFile,
    base: withDefaults(baseFile, base),
    data: overlay({ file, data }, own, { file: baseFile, data: made }),
  }
}

function withValues<V extends z.ZodType>(values: V) {
  return Variant.extend({ with: z.preprocess((given) => given ?? {}, values) })
}

type Part = { readonly file: string; readonly data: SourceData }

/** What the variant says itself is found in its file, everything else where the base says it. */
function overlay(variant: Part, own: object, base: Part): SourceData {
  const locate: SourceData['locate'] = (path) => {
    const isOwn = path[0] !== undefined && path[0] in own
    const { file, data } = isOwn ? variant : base
    const place = data.locate(path)
    return place && { file, ...place }
  }
  return { value: { ...Object(base.data.value), ...own }, locate }
}
