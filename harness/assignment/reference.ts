import { z } from 'zod'
import { Framing } from './framing.ts'
import { Matcher } from './matcher.ts'
import { Payload } from './payload.ts'
import * as entries from './reference-entries.ts'
import type { Entry } from './reference-entry.ts'
import { steps, structures } from './reference-steps.ts'
import { Fault } from './relay.ts'
import { PortRule } from './port-rule.ts'
import { OtherProgram, ProgramRule } from './schema.ts'
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
  return [intro, ['## Program\n', ...programKeys().map(renderKey)].join('\n'), ...parts].join('\n')
}

/** One key of `program`, which has no kinds; its example is that key alone. */
export type ProgramKey = {
  readonly name: keyof ProgramRule
  readonly schema: z.ZodType
  readonly about: string
  readonly example: object
}

/** The keys of `program`, as the schema has them. */
export function programKeys(): readonly ProgramKey[] {
  return ProgramRule.keyof().options.map((name) => {
    const schema = z.strictObject({ [name]: ProgramRule.shape[name] })
    return { name, schema, ...entries.program[name] }
  })
}

function renderKey({ name, schema, about, example }: ProgramKey): string {
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
