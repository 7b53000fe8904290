import type { Finding, Question, System } from '../../lib/finding.ts'
import type { LabKind } from '../../lib/lab-kind.ts'
import { visible } from '../../lib/quote.ts'
import {
  again,
  kinds,
  labels,
  losses,
  lostLanguage,
  lostOnWindows,
  marks,
  names,
  reasons,
} from '../../messages/doctor.ts'
import { asAsked, knowledge, labs } from '../../messages/doctor-summary.ts'
import type { Text } from '../../messages/text.ts'
import { remedyOf, type Remedy } from '../../messages/remedies.ts'
import { wrapCommand } from './command.ts'
import type { Setting } from './style.ts'
import { wrap } from './wrap.ts'

/** How findings are set: for which system, and which lab the configuration asks for. */
export type DoctorSetting = Setting & {
  readonly system: System
  readonly lab: 'auto' | LabKind
}

/** What a machine can do, as lines for a terminal: a sentence, then each finding and what follows. */
export function renderFindings(
  findings: readonly Finding[],
  setting: DoctorSetting,
): readonly string[] {
  const { paint, width } = setting
  const languages = findings.filter(({ id }) => isLanguage(id))
  const machine = findings.filter((finding) => !languages.includes(finding))
  const said = new Set<string>()
  return [
    ...wrap(summary(findings, setting), width, { first: '', rest: '' }).map(paint.bold),
    '',
    ...machine.flatMap((finding) => renderFinding(finding, said, setting)),
    ...(languages.length > 0 ? [''] : []),
    ...languages.flatMap((finding) => renderFinding(finding, said, setting)),
  ]
}

function summary(findings: readonly Finding[], setting: DoctorSetting): string {
  const { lab, language } = setting
  const isThere = (id: Question) => findings.some((each) => each.id === id && each.kind === 'there')
  const where = whereOf(isThere, setting)
  if (where === 'nowhere' || where === 'refused' || where === 'noWorlds')
    return `${labs[where][language]}.`
  const asked = where === lab && where !== 'lab' ? asAsked[language] : ''
  const seen = isThere('kernel-view') ? 'proved' : 'timed'
  const known = where === 'clock' ? 'timed' : isThere('socket-tables') ? seen : 'unseen'
  return `${labs[where][language]}${asked}, ${knowledge[known][language]}.`
}

/** As `chooseLab` would choose. */
function whereOf(
  isThere: (id: Question) => boolean,
  { lab, system }: DoctorSetting,
): keyof typeof labs {
  if (system.platform === 'windows') return 'nowhere'
  if (lab === 'clock' || lab === 'plain') return isThere('platform') ? lab : 'clock'
  if (lab === 'net') return isThere('private-network') ? 'net' : 'refused'
  if (isThere('worlds')) return 'lab'
  return lab === 'lab' ? 'noWorlds' : withoutWorlds(isThere)
}

function withoutWorlds(isThere: (id: Question) => boolean): keyof typeof labs {
  if (!isThere('platform')) return 'clock'
  return isThere('private-network') ? 'net' : 'plain'
}

/** `said` has the remedies that were printed, which are not printed again. */
function renderFinding(
  finding: Finding,
  said: Set<string>,
  setting: DoctorSetting,
): readonly string[] {
  const { kind } = finding
  const { language, paint, width } = setting
  const colour = { there: paint.green, partial: paint.yellow, missing: paint.red }[kind]
  const word = kinds[kind][language].padEnd(wordColumns)
  const [first = '', ...more] = wrap(headOf(finding, setting), width, { first: word, rest: indent })
  return [
    `${colour(word)}${first.slice(wordColumns)}`,
    ...more,
    ...(kind === 'there' ? [] : consequences(finding, said, setting)),
  ]
}

const wordColumns = 10
const indent = ' '.repeat(wordColumns)
const deeper = ' '.repeat(wordColumns + 2)

/** What it is, and where it is there, what the machine says of it. */
function headOf({ id, kind, detail }: Finding, { language, system }: DoctorSetting): string {
  const name = isLanguage(id) ? visible(languageOf(id)) : names[id][language]
  const known = [
    ...(kind === 'there' && detail !== undefined ? [visible(detail)] : []),
    ...(id === 'platform' ? marksOf(system).map((mark) => marks[mark][language]) : []),
  ]
  return known.length === 0 ? name : `${name}: ${known.join(', ')}`
}

type LanguageId = `language:${string}`

function isLanguage(id: Finding['id']): id is LanguageId {
  return id.startsWith('language:')
}

function languageOf(id: LanguageId): string {
  return id.slice('language:'.length)
}

function marksOf(system: System): readonly (keyof typeof marks)[] {
  return (['container', 'ci', 'root'] as const).filter((mark) => system[mark])
}

/** Why it is missing, what is lost without it, and what would change that. */
function consequences(
  finding: Finding,
  said: Set<string>,
  setting: DoctorSetting,
): readonly string[] {
  const { language, system } = setting
  const { id, detail, because } = finding
  const reason = because && reasons[because]?.[language]
  const why = [reason, detail && visible(detail)].filter(Boolean).join(': ')
  const lost = lostWithout(id, system)
  const remedy = remedyOf(finding, system)
  return [
    ...(why === '' ? [] : labelled('why', why, setting)),
    ...labelled('lost', lost[language], setting),
    ...(remedy === undefined ? [] : remedyLines(remedy, said, setting)),
  ]
}

function lostWithout(id: Finding['id'], { platform }: System): Text {
  if (isLanguage(id)) return lostLanguage(languageOf(id))
  return id === 'platform' && platform === 'windows' ? lostOnWindows : losses[id]
}

function remedyLines(
  { command, note }: Remedy,
  said: Set<string>,
  setting: DoctorSetting,
): readonly string[] {
  const { language, width } = setting
  const text = note?.[language]
  const key = command ?? text ?? ''
  if (said.has(key)) return labelled('remedy', again[language], setting)
  said.add(key)
  if (command === undefined) return labelled('remedy', key, setting)
  const notes = text === undefined ? [] : wrap(text, width, { first: deeper, rest: deeper })
  return [...commandLines(command, setting), ...notes]
}

function commandLines(command: string, setting: Setting): readonly string[] {
  const lines = labelled('remedy', command, setting)
  if (lines.length === 1) return lines
  return [...labelled('remedy', '', setting), ...wrapCommand(command, setting.width, deeper)]
}

function labelled(
  label: keyof typeof labels,
  text: string,
  { language, paint, width }: Setting,
): readonly string[] {
  const word = `${labels[label][language]}:`
  const lines = wrap(`${word} ${text}`.trimEnd(), width, { first: indent, rest: deeper })
  return lines.map((line, index) => (index === 0 ? line.replace(word, paint.dim(word)) : line))
}
