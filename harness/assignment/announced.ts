import { bounds } from '../lib/bounds.ts'
import * as say from '../messages/announced.ts'
import type { Text } from '../messages/text.ts'
import { patternFault } from './pattern.ts'
import { Port } from './port.ts'

/** A pattern in which `{port}` stands for the port, and a text that has it, where that is another. */
export type Announcement = { readonly pattern: string; readonly like?: string | undefined }

const place = '{port}'
/** As many digits as a port has, and no part of a longer number. */
const digits = String.raw`(?<port>\d{1,5})`
const whole = String.raw`(?<!\d)${digits}(?!\d)`

/** The ports that a program announces in what it wrote, each once; the last line need not be whole. */
export function announcedPorts({ pattern }: Announcement, output: string): readonly number[] {
  const search = new RegExp(
    pattern.replace(place, () => whole),
    'u',
  )
  const ports = output
    .split('\n')
    .filter((line) => line.length <= bounds.lineBytesMax)
    .flatMap((line) => search.exec(line.replace(/\r$/, ''))?.groups?.['port'] ?? [])
  return [...new Set(ports.map(Number))].filter((port) => Port.safeParse(port).success)
}

/** A line that announces a port. */
export function announcementOf({ pattern, like = pattern }: Announcement, port: string): string {
  return like.replace(place, () => port)
}

/** Why a pattern is refused: it is searched for everywhere in a line, so less may repeat in it. */
export function announcedFault(announcement: Announcement): Text | undefined {
  const { pattern, like = pattern } = announcement
  if (pattern.split(place).length !== 2) return say.onePort(pattern)
  const fault = patternFault(
    pattern.replace(place, () => digits),
    wideMax,
  )
  if (fault) return fault
  const [port] = announcedPorts(announcement, announcementOf(announcement, example))
  return String(port) === example ? undefined : say.noExample(pattern, like)
}

const wideMax = 1
const example = '5000'
