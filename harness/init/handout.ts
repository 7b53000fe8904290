import { handout } from '../messages/starter.ts'
import type { Language } from '../messages/text.ts'
import { points, type Starter } from './starter.ts'

/** The text that students are given, in one language. */
export function handoutOf(id: string, starter: Starter, language: Language): string {
  const { role, title, entry, checks } = starter
  const say = (key: keyof typeof handout) => handout[key][language]
  const rows = checks.map(
    (check) => `| \`${check.id}\` | ${points} | ${check.requirement[language]} |`,
  )
  return [
    `# ${title[language]}`,
    say(role),
    `${say('names')} \`${entry[0]}\` ${say('or')} \`${entry[1]}\`, ${say('extension')}: \`${entry[0]}.py\`.`,
    `## ${say('checked')}`,
    [say('head'), '| --- | --- | --- |', ...rows].join('\n'),
    say('yourself'),
    `\`\`\`sh\nenchufe check . --assignment ${id}${language === 'es' ? ' --lang es' : ''}\n\`\`\``,
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}
