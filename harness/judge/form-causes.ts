import { z } from 'zod'
import { BytesSchema } from '../lib/bytes-schema.ts'

/** Failures of what is told by its form or its value: lines, heads of HTTP, messages. */
export const formCauses = [
  /**
   * A text has another form than it should; `received` is the line, the value or the body that it is
   * about, of `size` bytes.
   * - `line`, `first-line`, `field`: it does not fit its pattern, and `no-line`: none of it does;
   * - `missing-field`: the head is whole, and has no field of that name;
   * - `no-field`, `folded`, `line-end`: a line of the head is no field, begins with white space, does
   *   not end with CRLF;
   * - `too-long`: it ended nowhere; `cut-short`: its end never came;
   * - `no-length`: nobody can tell where the body ends; `short-body`: of those announced bytes came.
   */
  z.strictObject({
    kind: z.literal('wrong-form'),
    /** Whose it is: a peer received it, or a stream of the program has it. */
    peer: z.string().optional(),
    stream: z.enum(['stdout', 'stderr', 'either']).optional(),
    fault: z.enum([
      'line',
      'no-line',
      'first-line',
      'field',
      'missing-field',
      'no-field',
      'line-end',
      'folded',
      'too-long',
      'cut-short',
      'no-length',
      'short-body',
    ]),
    received: BytesSchema,
    size: z.int(),
    name: z.string().optional(),
    /** What it should be: a pattern, and a text that fits it. */
    pattern: z.string().optional(),
    like: z.string().optional(),
    announced: z.int().optional(),
  }),
] as const
