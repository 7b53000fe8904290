import type { StepInput } from '../assignment/step.ts'
import { comments } from '../messages/starter.ts'
import type { Language, Text } from '../messages/text.ts'
import { commenter, type Commenter } from './comment.ts'
import { points, type Starter } from './starter.ts'

/** The file of a new assignment in TypeScript; `harness` is where the builders are imported from. */
export function typescriptOf(
  id: string,
  starter: Starter,
  { language, harness }: { readonly language: Language; readonly harness: string },
): string {
  const say = commenter('//', language)
  const { role, title, entry } = starter
  const isStream = role === 'server' || role === 'client'
  const calls = starter.checks.flatMap(({ scenario }) => scenario.map(call))
  const names = ['check', 'defineAssignment', 'lines', ...calls.flatMap(buildersIn)]
  const imports = [...new Set(names)].toSorted().map((name) => `  ${name},\n`)
  return [
    `import {\n${imports.join('')}} from ${quoted(harness)}\n\n`,
    say(comments.file),
    `export default defineAssignment({\n  id: ${quoted(id)},\n  title: ${texts(title)},\n`,
    `  program: {\n    // server, client, udp-server, udp-client\n    role: ${quoted(role)},\n`,
    say(comments.entry, 4),
    `    entry: [${entry.map(quoted).join(', ')}],\n`,
    say(comments.port, 4),
    `    port: { given: 'argument' },\n  },\n`,
    say(isStream ? comments.framing : comments.datagrams, 2),
    `  framing: lines(),\n`,
    say(comments.variant, 2),
    `  checks: [\n`,
    ...starter.checks.map((_, index) => checkOf(starter, index, say)),
    `  ],\n})\n`,
  ].join('')
}

function checkOf(starter: Starter, index: number, say: Commenter): string {
  const { id, requirement, scenario, lenses } = starter.checks[index]!
  const isFirst = index === 0
  const asLenses = lenses?.map(quoted).join(', ')
  return [
    isFirst ? say(comments.check, 4) : '',
    `    check(${quoted(id)}, {\n      points: ${points},\n`,
    isFirst ? '' : `${say(comments.after, 6)}      after: [${quoted(starter.checks[0].id)}],\n`,
    requirementOf(requirement),
    lenses ? `${say(comments.lenses, 6)}      lenses: [${asLenses}],\n` : '',
    `      scenario: [\n`,
    ...scenario.map((step) => `        ${call(step)},\n`),
    `      ],\n    }),\n`,
  ].join('')
}

function requirementOf({ en, es }: Text): string {
  const items = [`        en: ${quoted(en)},\n`, `        es: ${quoted(es)},\n`]
  return `      requirement: {\n${items.join('')}      },\n`
}

/** The call of the builder that makes a step: its fields, in their order, are what it takes. */
function call(step: StepInput): string {
  if (step.kind === 'expectOutput') return `expectStdout(${valueOf(step.expected)})`
  const { kind, ...rest } = step
  return `${kind}(${Object.values(rest).map(valueOf).join(', ')})`
}

function valueOf(value: unknown): string {
  const isContains = typeof value === 'object' && value !== null && 'data' in value
  return isContains ? `contains(${valueOf(value.data)})` : quoted(value)
}

function buildersIn(text: string): readonly string[] {
  return [...text.matchAll(/(\w+)\(/g)].map(([, name]) => name!)
}

function texts({ en, es }: Text): string {
  return `{ en: ${quoted(en)}, es: ${quoted(es)} }`
}

/** As the formatter writes it: in single quotes unless the text has one. */
function quoted(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes("'") ? text : `'${text.slice(1, -1).replaceAll('\\"', '"')}'`
}
