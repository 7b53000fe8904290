import type { StepInput } from '../assignment/step.ts'
import { comments } from '../messages/starter.ts'
import type { Language } from '../messages/text.ts'
import { commenter } from './comment.ts'
import { points, type Starter } from './starter.ts'

/** The file of a new assignment in YAML; `schema` is the path of the JSON Schema, for editors. */
export function yamlOf(
  id: string,
  starter: Starter,
  { language, schema }: { readonly language: Language; readonly schema: string },
): string {
  const say = commenter('#', language)
  const { role, title, entry } = starter
  const isStream = role === 'server' || role === 'client'
  return [
    `# yaml-language-server: $schema=${schema}\n`,
    say(comments.file),
    `id: ${id}\ntitle: { en: ${title.en}, es: ${title.es} }\n\n`,
    `program:\n  # server, client, udp-server, udp-client\n  role: ${role}\n`,
    say(comments.entry, 2),
    `  entry: [${entry.join(', ')}]\n`,
    say(comments.port, 2),
    `  port: { given: argument }\n\n`,
    say(isStream ? comments.framing : comments.datagrams),
    `framing: { kind: lines }\n\n`,
    say(comments.variant),
    `checks:\n`,
    ...starter.checks.flatMap((check, index) => [
      index === 0 ? say(comments.check, 2) : '\n',
      `  - id: ${check.id}\n    points: ${points}\n`,
      ...(index === 0 ? [] : [say(comments.after, 4), `    after: [${starter.checks[0].id}]\n`]),
      `    requirement:\n      en: ${quoted(check.requirement.en)}\n      es: ${quoted(check.requirement.es)}\n`,
      ...(check.lenses
        ? [say(comments.lenses, 4), `    lenses: [${check.lenses.join(', ')}]\n`]
        : []),
      `    scenario:\n`,
      ...check.scenario.map((step) => `      - ${flow(step)}\n`),
    ]),
  ].join('')
}

/** A step in one line: words as they are, what is sent or expected in quotes. */
function flow(step: StepInput): string {
  return inBraces(step, ['kind', 'peer', 'stream'])
}

function inBraces(value: object, bare: readonly string[]): string {
  const items = Object.entries(value).map(([key, item]: [string, unknown]) => {
    if (typeof item === 'object' && item !== null) return `${key}: ${inBraces(item, bare)}`
    return `${key}: ${bare.includes(key) ? String(item) : quoted(item)}`
  })
  return `{ ${items.join(', ')} }`
}

function quoted(value: unknown): string {
  return JSON.stringify(value)
}
