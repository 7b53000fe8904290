import type { z } from 'zod'
import { atCallSite } from './call-site.ts'
import type { Form } from './pattern.ts'
import type { Head, Matches } from './text-matcher.ts'

/** In a `oneOf`: the program ends the connection, and sends nothing more before. */
export function end(): { kind: 'end' } {
  return atCallSite({ kind: 'end' }, end)
}

type FormInput = z.input<typeof Form>

/** A pattern, and a text that fits it, which shows students what is meant. */
export function form(pattern: string, like: string): FormInput {
  return atCallSite({ pattern, like }, form)
}

/**
 * Matches the next line, or any line that comes, whose whole text fits a pattern: of regular
 * expressions with the flag `u`, without looking around, without references to groups, and without
 * repetitions of what is repeated or chosen.
 */
export function matching(
  pattern: FormInput,
  options: { line?: 'next' | 'any'; end?: '\n' | '\r\n' } = {},
): z.input<typeof Matches> {
  return atCallSite({ kind: 'matches', form: pattern, ...options }, matching)
}

/**
 * Matches the head of a message of HTTP/1: its first line, and `fields` that it must have, in any order
 * and among others. With `body` its body too, as long as Content-Length says or until the server
 * closes; without it the body is left to the steps that follow, and there is none of a HEAD.
 */
export function head(
  first: FormInput,
  fields: Readonly<Record<string, FormInput>> = {},
  body?: z.input<typeof Head>['body'],
): z.input<typeof Head> {
  return atCallSite({ kind: 'head', first, fields, ...(body === undefined ? {} : { body }) }, head)
}
