import { z } from 'zod'
import { Form } from './pattern.ts'
import { Payload } from './payload.ts'

/**
 * A line whose whole text fits a pattern: the next one, or any that comes. What ends it is `end`, and
 * no part of the text; the last one may be ended by the end of everything.
 */
export const Matches = z.strictObject({
  kind: z.literal('matches'),
  form: Form,
  line: z.enum(['next', 'any']).default('next'),
  end: z.enum(['\n', '\r\n']).default('\n'),
})
export type Matches = z.output<typeof Matches>

/** The name of a field of HTTP (RFC 9110, 5.1 and 5.6.2). */
const FieldName = z.string().regex(/^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/, 'should be the name of a field')

/** A body: these bytes, or whatever it is, and also nothing. */
const Body = z.union([Payload, z.strictObject({ kind: z.literal('anything') })])

/**
 * The head of a message of HTTP/1 (RFC 9112, 2.1): its first line, and the fields that it must have,
 * in any order and among any others; their names in any case (RFC 9110, 5.1). Lines that have one
 * name are one field (RFC 9110, 5.3). Every line ends with CRLF (RFC 9112, 2.2), none is folded
 * (RFC 9112, 5.2).
 * With `body` its body follows, as long as Content-Length says, or until the server closes where that
 * is absent (RFC 9112, 6.3); a Content-Length must be that of the body. Without it the body is left to the
 * steps that follow: the answer to a HEAD has none (RFC 9110, 9.3.2).
 */
export const Head = z.strictObject({
  kind: z.literal('head'),
  first: Form,
  fields: z.record(FieldName, Form).default({}),
  body: Body.optional(),
})
export type Head = z.output<typeof Head>
