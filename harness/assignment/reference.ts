import { z } from 'zod'
import { Framing } from './framing.ts'
import { Matcher } from './matcher.ts'
import { Payload } from './payload.ts'
import { checks } from './reference-checks.ts'
import * as entries from './reference-entries.ts'
import type { Entry } from './reference-entry.ts'
import { steps, structures } from './reference-steps.ts'
import { Fault } from './relay.ts'
import { PortRule } from './port-rule.ts'
import { CheckShape, OtherProgram, ProgramRule } from './schema.ts'
import { Step } from './step.ts'
import { WrittenStep } from './structure.ts'

/** One part of the language: its kinds are those of the schema, what is said of each is in a table. */
export type Section = {
  readonly title: string
  readonly schema: z.ZodType
  readonly key: 'kind' | 'given' | 'from'
  readonly entries: Readonly<Record<string, Entry>>
  /** Kinds of the schema that another part describes. */
  readonly besides?: readonly string[]
}

/** Every part of the language that has kinds. */
export const sections: readonly Section[] = [
  { title: 'Steps', schema: Step, key: 'kind', entries: steps },
  {
    title: 'Structures',
    schema: WrittenStep,
    key: 'kind',
    entries: structures,
    besides: Object.keys(steps),
  },
  { title: 'Matchers', schema: Matcher, key: 'kind', entries: entries.matchers },
  { title: 'Payloads', schema: Payload, key: 'kind', entries: entries.payloads },
  { title: 'Framings', schema: Framing, key: 'kind', entries: entries.framings },
  { title: 'Faults of a relay', schema: Fault, key: 'kind', entries: entries.faults },
  { title: 'Ports', schema: PortRule, key: 'given', entries: entries.portRules },
  { title: 'Other programs', schema: OtherProgram, key: 'from', entries: entries.otherPrograms },
]

type Node = {
  readonly properties?: Readonly<Record<string, { readonly const?: unknown }>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
}

/** The kinds that a schema knows, each with its keys; optional ones end with `?`. */
export function kindsOf({
  schema,
  key,
  besides = [],
}: Section): ReadonlyMap<string, readonly string[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parts that are read
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  return new Map(collect(root, key).filter(([kind]) => !besides.includes(kind)))
}

function collect(node: Node, key: string): readonly (readonly [string, readonly string[]])[] {
  const name = node.properties?.[key]?.const
  if (typeof name !== 'string') {
    return [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => collect(one, key))
  }
  const others = Object.keys(node.properties ?? {}).filter((one) => one !== key)
  return [[name, others.map((one) => (node.required?.includes(one) ? one : `${one}?`))]]
}

/** The reference as Markdown. */
export function renderReference(): string {
  const parts = sections.map((section) => {
    const kinds = [...kindsOf(section)].map(([kind, keys]) => renderKind(section, kind, keys))
    return [`## ${section.title}\n`, ...kinds].join('\n')
  })
  const plain = Object.entries(plainKeys).map(([title, all]) =>
    [`## ${title}\n`, ...all.map(renderKey)].join('\n'),
  )
  return [intro, ...plain, ...parts].join('\n')
}

/** One key of what has no kinds; its example is that key alone. */
type Key = {
  readonly name: string
  readonly schema: z.ZodType
  readonly about: string
  readonly example: object
}

/** The keys of `program` and of a check, as the schema has them. */
export const plainKeys: Readonly<Record<'Program' | 'Checks', readonly Key[]>> = {
  Program: keysOf(ProgramRule.shape, entries.program),
  Checks: keysOf(CheckShape.shape, checks),
}

function keysOf<K extends string>(
  shape: Readonly<Record<K, z.ZodType>>,
  table: Readonly<Record<K, Entry>>,
): readonly Key[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a record with these keys
  return (Object.keys(shape) as K[]).map((name) => {
    return { name, schema: z.strictObject({ [name]: shape[name] }), ...table[name] }
  })
}

function renderKey({ name, schema, about, example }: Key): string {
  const mark = schema.safeParse({}).success ? '?' : ''
  return `### \`${name}${mark}\`\n\n${about}\n\n\`\`\`json\n${JSON.stringify(example)}\n\`\`\`\n`
}

const intro = `# Reference

Made from the schema; \`vitest run harness/assignment/reference.test.ts --update\` makes it again. Keys that end with \`?\` may be left out. In TypeScript each step has a builder of the same name.
`

function renderKind(
  { key, entries: table }: Section,
  kind: string,
  keys: readonly string[],
): string {
  const { about = '', example = {} } = table[kind] ?? {}
  const has = keys.length === 0 ? '' : ` Keys: ${keys.map((one) => `\`${one}\``).join(', ')}.`
  return `### \`${kind}\`\n\n${about}${has}\n\n\`\`\`json\n${JSON.stringify({ [key]: kind, ...example })}\n\`\`\`\n`
}
