import { z } from 'zod'
import * as say from '../messages/patterns.ts'
import type { Text } from '../messages/text.ts'

const charactersMax = 300
/** Each one that a text does not fit at makes the search longer by its length. */
const wideMax = 3
/** From here on a repetition counts as one without an end. */
const wideFrom = 64

/**
 * A regular expression as data: the syntax of ECMAScript with the flag `u`, for a whole piece of
 * text. What could make a search long, or depends on what lies around, is refused by
 * `patternFault`.
 */
const Pattern = z.string().min(1).max(charactersMax)

/** A pattern, and a text that fits it and shows people what is meant. */
export const Form = z.union([
  Pattern.transform((pattern): FormOutput => ({ pattern })),
  z.strictObject({ pattern: Pattern, like: z.string().optional() }),
])
type FormOutput = { pattern: string; like?: string | undefined }
export type Form = z.output<typeof Form>

/** Whether a text fits as a whole. */
export function fits(pattern: string, text: string): boolean {
  const compiled = known.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'u')
  known.set(pattern, compiled)
  return compiled.test(text)
}

const known = new Map<string, RegExp>()

/** Why a pattern is refused; undefined where it is not. `max`: how much in it may be of any length. */
export function patternFault(pattern: string, max: number = wideMax): Text | undefined {
  try {
    void new RegExp(pattern, 'u')
  } catch {
    return say.noPattern(pattern)
  }
  const tokens = pattern.match(token) ?? []
  if (tokens.some((one) => /^\\(?:[1-9]|k)/.test(one))) return say.backreference(pattern)
  if (tokens.some((one) => /^\(\?<?[=!]/.test(one))) return say.lookaround(pattern)
  const { nested, wide } = measure(tokens)
  if (nested) return say.nestedRepetition(pattern)
  return wide > max ? say.tooManyRepetitions(pattern, max) : undefined
}

/** Why a form is refused: its pattern, or an example that does not fit it. */
export function formFault({ pattern, like }: Form): Text | undefined {
  const fault = patternFault(pattern)
  if (fault || like === undefined || fits(pattern, like)) return fault
  return say.unlike(pattern, like)
}

/** Escapes, classes, beginnings of groups, repetitions, and single characters. */
const token =
  /\\(?:[pPu]\{[^}]*\}|k<[^>]*>|[^])|\[(?:\\[^]|[^\]\\])*\]|\(\?(?:<?[=!]|<[^>]*>|[a-z-]*:)|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[^]/gu

/** What lies inside of a group: of its branches the widest counts. */
type Group = { varies: boolean; wide: number; widest: number }

function measure(tokens: readonly string[]): { readonly nested: boolean; readonly wide: number } {
  const open: Group[] = [emptyGroup()]
  let last = emptyGroup()
  let nested = false
  for (const one of tokens) {
    const group = open.at(-1)!
    const most = mostTimes(one)
    if (one.startsWith('(')) open.push(emptyGroup())
    else if (one === ')') last = closeGroup(open)
    else if (one === '|') branch(group)
    else if (most === undefined) last = emptyGroup()
    else {
      nested ||= most > 1 && last.varies
      group.varies ||= !/^\{\d+\}/.test(one)
      group.wide += most > wideFrom ? 1 : 0
    }
  }
  const [whole] = open
  return { nested, wide: Math.max(whole!.wide, whole!.widest) }
}

function emptyGroup(): Group {
  return { varies: false, wide: 0, widest: 0 }
}

/** What a group holds is in the one around it too. */
function closeGroup(open: Group[]): Group {
  const closed = open.pop()!
  const around = open.at(-1)!
  around.varies ||= closed.varies
  around.wide += Math.max(closed.wide, closed.widest)
  return closed
}

/** A choice is as free as a repetition: `(a|a)*` has as many ways as `(a?)*`. */
function branch(group: Group): void {
  group.varies = true
  group.widest = Math.max(group.widest, group.wide)
  group.wide = 0
}

/** How many times a repetition may repeat; undefined where a token is none. */
function mostTimes(one: string): number | undefined {
  if (/^[*+]/.test(one)) return Infinity
  if (one.startsWith('?')) return 1
  const [, least, more, most] = /^\{(\d+)(,(\d*))?\}/.exec(one) ?? []
  if (least === undefined) return undefined
  if (more === undefined) return Number(least)
  return most === '' ? Infinity : Number(most)
}
